package io.ratinggrid.node.server;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** Refuses whatever may change something at the HTTP port of a process that takes no commands there; reading stays open. */
final class CommandDoor extends OncePerRequestFilter {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String objection;

    private CommandDoor(final String objection) {
        this.objection = objection;
    }

    /** {@code objection}: why it takes none; empty: it does. */
    static FilterRegistrationBean<CommandDoor> of(final String objection) {
        final FilterRegistrationBean<CommandDoor> filter = new FilterRegistrationBean<>(new CommandDoor(objection));
        filter.setEnabled(!objection.isEmpty());
        return filter;
    }

    @Override
    protected boolean shouldNotFilter(final HttpServletRequest request) {
        return READING.contains(request.getMethod());
    }

    @Override
    protected void doFilterInternal(
            final HttpServletRequest request, final HttpServletResponse response, final FilterChain chain)
            throws IOException {
        final Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("status", HttpServletResponse.SC_FORBIDDEN);
        problem.put("title", "Forbidden");
        problem.put("detail", objection);
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(JSON.writeValueAsBytes(problem));
    }
}
