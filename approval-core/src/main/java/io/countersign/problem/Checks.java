package io.countersign.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/**
 * Holds commands to their constraints, once, where they enter. The only place that knows the validation provider; thread
 * safe.
 */
public final class Checks {
    private final Validator validator;

    private Checks(Validator validator) {
        this.validator = validator;
    }

    /** With Hibernate Validator, without an expression language. */
    public static Checks standard() {
        return Standard.CHECKS;
    }

    /** With a validator of the host. */
    public static Checks with(Validator validator) {
        return new Checks(validator);
    }

    /**
     * The value itself, when it holds.
     *
     * @throws InvalidInputException naming every field that does not
     */
    public <T> T valid(T value) {
        Set<ConstraintViolation<T>> broken = validator.validate(value);
        if (broken.isEmpty()) return value;
        List<Violation> violations = broken.stream()
                .map(one -> new Violation(
                        one.getPropertyPath().toString().replace(".<list element>", ""), one.getMessage()))
                .sorted(Comparator.comparing(Violation::field).thenComparing(Violation::message))
                .toList();
        throw new InvalidInputException(violations);
    }

    private static final class Standard {
        private static final Checks CHECKS = new Checks(Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()
                .getValidator());
    }
}
