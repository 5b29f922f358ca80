package io.countersign.spring.web;

import io.countersign.problem.ApprovalException;
import java.util.List;

/** What HTTP alone can get wrong. */
final class HttpProblem extends ApprovalException {
    private static final long serialVersionUID = 1;

    private final transient List<String> allowed;

    private HttpProblem(String code, String message, List<String> allowed) {
        super(code, message);
        this.allowed = allowed;
    }

    static HttpProblem notAuthenticated() {
        return new HttpProblem("not-authenticated", "This call needs a user. Log in and repeat it.", List.of());
    }

    static HttpProblem notFound() {
        return new HttpProblem("not-found", "There is nothing at this address.", List.of());
    }

    static HttpProblem methodNotAllowed(String method, List<String> allowed) {
        String instead = allowed.isEmpty() ? "" : " Use %s.".formatted(String.join(" or ", allowed));
        return new HttpProblem(
                "method-not-allowed", "This address does not take %s.%s".formatted(method, instead), allowed);
    }

    static HttpProblem tooLarge(long limit) {
        return new HttpProblem("too-large", "The body has more than %d bytes.".formatted(limit), List.of());
    }

    static HttpProblem unsupportedMediaType(String wanted) {
        return new HttpProblem(
                "unsupported-media-type", "The body must be sent as %s, in UTF-8.".formatted(wanted), List.of());
    }

    static HttpProblem forged(String message) {
        return new HttpProblem("not-permitted", message, List.of());
    }

    /** Methods that the address takes; empty where that is not what was wrong. */
    List<String> allowed() {
        return allowed;
    }
}
