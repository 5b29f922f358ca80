package io.countersign.spring.web;

import io.countersign.canonical.Json;
import io.countersign.problem.ApprovalException;
import io.countersign.problem.ConflictException;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.NotFoundException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * Tells every problem below {@code {base}/api} as {@code application/problem+json}, those of addresses that nobody serves
 * among them, which is why it is no controller advice. Elsewhere it does nothing.
 */
final class ProblemResolver implements HandlerExceptionResolver, Ordered {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemResolver.class);

    private final ApiPaths paths;

    ProblemResolver(ApiPaths paths) {
        this.paths = paths;
    }

    /** Before the host's own, which might tell what is not to be told. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        // To the container, which then closes the connection; a handler of the host's would end the answer as if it
        // were whole.
        if (failure instanceof ExportController.BrokenOffException broken) throw broken;
        if (!paths.isApi(request) || response.isCommitted() || isSecurity(failure)) return null;
        try {
            if (failure instanceof IOException) response.setStatus(400);
            else write(request, response, handler, failure);
        } catch (IOException gone) {
            LOG.debug(
                    "A caller went away before it was told of {}",
                    failure.getClass().getName());
        }
        return new ModelAndView();
    }

    private void write(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure)
            throws IOException {
        ApprovalException problem = known(request, handler, failure);
        if (problem == null) {
            writeInternal(request, response, failure);
            return;
        }
        if (problem instanceof HttpProblem http && !http.allowed().isEmpty())
            response.setHeader("Allow", String.join(", ", http.allowed()));
        Problems.retryAfter(problem)
                .or(() -> running(request, problem))
                .ifPresent(wait -> response.setHeader(
                        "Retry-After",
                        Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()))));
        write(response, Problems.status(problem), Problems.json(problem));
    }

    /** Nothing of the failure but an id, under which it is logged. */
    private static void writeInternal(HttpServletRequest request, HttpServletResponse response, Exception failure)
            throws IOException {
        String id = RequestIds.of(request);
        LOG.error("Request {} failed", id, failure);
        String detail =
                "This call failed for a reason of our own. If it fails again, tell your administrator the id %s."
                        .formatted(id);
        write(response, 500, Problems.json(Problems.INTERNAL, detail));
    }

    static void write(HttpServletResponse response, int status, Map<String, Object> problem) throws IOException {
        byte[] json = Json.write(problem).getBytes(StandardCharsets.UTF_8);
        response.resetBuffer();
        response.setStatus(status);
        response.setContentType(Problems.MEDIA_TYPE);
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }

    private static @Nullable ApprovalException known(
            HttpServletRequest request, @Nullable Object handler, Exception failure) {
        if (failure instanceof ApprovalException problem) return problem;
        if (handler instanceof ResourceHttpRequestHandler
                || failure instanceof NoResourceFoundException
                || failure instanceof NoHandlerFoundException) return HttpProblem.notFound();
        if (failure instanceof HttpRequestMethodNotSupportedException method) return notAllowed(request, method);
        if (failure instanceof HttpMediaTypeNotSupportedException)
            return HttpProblem.unsupportedMediaType("application/json");
        // Only ids in the path are converted by Spring: one that cannot be is one that does not exist.
        if (failure instanceof TypeMismatchException id)
            return new NotFoundException("thing", String.valueOf(id.getValue()));
        return failure instanceof ErrorResponse error && error.getStatusCode().is4xxClientError()
                ? new InvalidInputException("", "The request cannot be read.")
                : null;
    }

    private static HttpProblem notAllowed(HttpServletRequest request, HttpRequestMethodNotSupportedException failure) {
        String[] supported = failure.getSupportedMethods();
        return HttpProblem.methodNotAllowed(request.getMethod(), supported == null ? List.of() : List.of(supported));
    }

    /** A call with the same key was answered while this one ran: its repetition gets that answer. */
    private static Optional<Duration> running(HttpServletRequest request, ApprovalException problem) {
        boolean raced = problem instanceof ConflictException
                && problem.details().isEmpty()
                && request.getHeader(Bodies.KEY) != null;
        return raced ? Optional.of(Duration.ofSeconds(1)) : Optional.empty();
    }

    /** What Spring Security throws, its filters answer. */
    private static boolean isSecurity(Exception failure) {
        for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass())
            if (type.getName().startsWith("org.springframework.security.")) return true;
        return false;
    }
}
