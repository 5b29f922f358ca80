package io.countersign.problem;

import java.util.List;
import java.util.stream.Collectors;

/** {@code invalid-input}: values that cannot be used; {@link #violations()} names each one. */
public final class InvalidInputException extends ApprovalException {
    private final transient List<Violation> violations;

    public InvalidInputException(List<Violation> violations) {
        super("invalid-input", sentence(violations));
        this.violations = List.copyOf(violations);
    }

    public InvalidInputException(String field, String message) {
        this(List.of(new Violation(field, message)));
    }

    /** At least one, in the order in which they were found. */
    public List<Violation> violations() {
        return violations;
    }

    /** The same, of fields of that field. */
    public InvalidInputException within(String field) {
        return new InvalidInputException(violations.stream()
                .map(violation -> new Violation(field + "." + violation.field(), violation.message()))
                .toList());
    }

    private static String sentence(List<Violation> violations) {
        return violations.stream()
                .map(violation -> violation.field().isEmpty()
                        ? violation.message()
                        : violation.field() + ": " + violation.message())
                .collect(Collectors.joining("; "));
    }
}
