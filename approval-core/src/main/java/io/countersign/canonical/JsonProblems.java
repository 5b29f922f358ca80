package io.countersign.canonical;

import io.countersign.problem.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Jackson's failures in our words: which field, why; no class name, no piece of the input that could be a secret. */
final class JsonProblems {
    private JsonProblems() {}

    static InvalidInputException malformed(JacksonException problem) {
        var at = problem.getLocation();
        String where = at == null || at.getLineNr() < 1
                ? ""
                : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
        return new InvalidInputException("", "The body is not well-formed JSON" + where + ".");
    }

    static InvalidInputException unknown(String field) {
        return new InvalidInputException(field, "is not a known field");
    }

    static InvalidInputException mismatch(String prefix, JacksonException problem) {
        String field = join(prefix, where(problem));
        if (problem instanceof UnrecognizedPropertyException) return unknown(field);
        if (problem instanceof InvalidNullException) return new InvalidInputException(field, "must not be null");
        Throwable cause = problem.getCause();
        if (problem instanceof ValueInstantiationException && cause instanceof InvalidInputException own) return own;
        if (cause instanceof IllegalArgumentException && !(cause instanceof JacksonException))
            return new InvalidInputException(field, String.valueOf(cause.getMessage()));
        if (problem instanceof InvalidFormatException format
                && format.getTargetType().isEnum())
            return new InvalidInputException(
                    field, "must be one of " + String.join(", ", names(format.getTargetType())));
        if (problem instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null)
            return new InvalidInputException(field, "must be " + expected(mismatch.getTargetType()));
        if (problem instanceof StreamReadException) return malformed(problem);
        return new InvalidInputException(field, "has a value that cannot be used");
    }

    static String where(JacksonException problem) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : problem.getPath()) {
            if (step.getPropertyName() == null)
                path.append('[').append(step.getIndex()).append(']');
            else path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
        }
        return path.toString();
    }

    private static String join(String prefix, String path) {
        if (prefix.isEmpty() || path.isEmpty()) return prefix + path;
        return path.startsWith("[") ? prefix + path : prefix + "." + path;
    }

    private static String[] names(Class<?> type) {
        Object[] constants = type.getEnumConstants();
        String[] names = new String[constants.length];
        for (int i = 0; i < names.length; i++) names[i] = ((Enum<?>) constants[i]).name();
        return names;
    }

    private static String expected(Class<?> type) {
        if (type == String.class) return "a string";
        if (type == Boolean.class || type == boolean.class) return "true or false";
        if (type == Double.class || type == double.class) return "a number";
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) return "a whole number in range";
        if (type == Instant.class) return "an instant such as 2026-12-01T09:00:00Z";
        if (type == Duration.class) return "an ISO-8601 duration such as P30D or PT48H";
        if (Collection.class.isAssignableFrom(type)) return "an array";
        if (Plain.class.isAssignableFrom(type)) return "a string";
        if (type.isEnum()) return "one of " + String.join(", ", names(type));
        return "an object";
    }
}
