package io.countersign.spring.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * For a host's security filter chain over the management API: answers who is not logged in as the API does, with {@code
 * not-authenticated}, and asks for HTTP Basic.
 */
public final class ApprovalEntryPoint implements AuthenticationEntryPoint {
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        response.setHeader("WWW-Authenticate", "Basic realm=\"approvals\", charset=\"UTF-8\"");
        HttpProblem problem = HttpProblem.notAuthenticated();
        ProblemResolver.write(response, Problems.status(problem), Problems.json(problem));
    }
}
