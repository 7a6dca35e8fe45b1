package io.ratinggrid.node.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets through who knows the token; what tells of the process and of no account is open to all. */
public final class TokenFilter extends OncePerRequestFilter {
    private static final Set<String> OPEN = Set.of("health", "ready", "metrics");
    private static final String SCHEME = "Bearer ";

    private final byte[] token;

    private TokenFilter(final String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /** Of the secret in a file; without a file nothing is asked for. */
    public static FilterRegistrationBean<TokenFilter> of(final Path tokenFile) throws IOException {
        final String token =
                tokenFile == null ? "" : Files.readString(tokenFile).strip();
        if (tokenFile != null && token.isEmpty()) {
            throw new IllegalArgumentException("http-token-file=" + tokenFile + " is empty, it must hold a secret");
        }
        final FilterRegistrationBean<TokenFilter> filter = new FilterRegistrationBean<>(new TokenFilter(token));
        filter.setEnabled(tokenFile != null);
        return filter;
    }

    @Override
    protected boolean shouldNotFilter(final HttpServletRequest request) {
        final String[] parts = request.getRequestURI().split("/", 3);
        return parts.length > 1 && OPEN.contains(parts[1]);
    }

    @Override
    protected void doFilterInternal(
            final HttpServletRequest request, final HttpServletResponse response, final FilterChain chain)
            throws IOException, ServletException {
        final String given = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (given != null
                && given.startsWith(SCHEME)
                && MessageDigest.isEqual(
                        given.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8), token)) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream()
                .write(("{\"status\":401,\"title\":\"Unauthorized\",\"detail\":\""
                                + (given == null
                                        ? "say Authorization: Bearer with the secret of http-token-file"
                                        : "the token is another")
                                + "\"}")
                        .getBytes(StandardCharsets.UTF_8));
    }
}
