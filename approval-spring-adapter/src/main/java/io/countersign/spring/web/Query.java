package io.countersign.spring.web;

import io.countersign.problem.InvalidInputException;
import io.countersign.store.PageRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters of a list; an empty one is none. */
final class Query {
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private static final int LONGEST = 500;

    private final HttpServletRequest request;

    Query(HttpServletRequest request) {
        this.request = request;
    }

    @Nullable
    String text(String name) {
        String value = request.getParameter(name);
        if (value == null || value.isEmpty()) return null;
        if (value.length() > LONGEST || value.indexOf('\0') >= 0)
            throw new InvalidInputException(name, "is not usable text of at most %d characters".formatted(LONGEST));
        return value;
    }

    /** A value that is read by a function that throws IllegalArgumentException with a sentence for people. */
    <T> @Nullable T of(String name, Function<String, T> form) {
        String value = text(name);
        if (value == null) return null;
        try {
            return form.apply(value);
        } catch (IllegalArgumentException wrong) {
            throw new InvalidInputException(name, String.valueOf(wrong.getMessage()));
        }
    }

    <E extends Enum<E>> @Nullable E one(String name, Class<E> type) {
        String all = Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
        return of(
                name,
                value -> Arrays.stream(type.getEnumConstants())
                        .filter(one -> one.name().equals(value))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("must be one of " + all)));
    }

    @Nullable
    Instant instant(String name) {
        return of(name, value -> {
            try {
                Instant instant = Instant.parse(value);
                if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LAST))
                    throw new DateTimeException("beyond the years 1970 to 9999");
                return instant;
            } catch (DateTimeException malformed) {
                throw new IllegalArgumentException(
                        "must be an instant such as 2026-12-01T09:00:00Z, from 1970 to 9999", malformed);
            }
        });
    }

    /** Whether it is {@code true}; {@code false} is as good as leaving it out. */
    boolean flag(String name) {
        Boolean flag = of(name, value -> {
            if (!value.equals("true") && !value.equals("false"))
                throw new IllegalArgumentException("must be true or false");
            return Boolean.valueOf(value);
        });
        return flag != null && flag;
    }

    /** A number of something, such as a version. */
    @Nullable
    Integer whole(String name) {
        return of(name, value -> {
            if (!value.matches("\\d{1,9}")) throw new IllegalArgumentException("must be a whole number");
            return Integer.valueOf(value);
        });
    }

    PageRequest page() {
        Integer limit = of("limit", Query::number);
        return new PageRequest(limit == null ? PageRequest.FIRST.limit() : limit, text("cursor"));
    }

    private static Integer number(String value) {
        if (!value.matches("\\d{1,6}")) throw new IllegalArgumentException("must be from 1 to " + PageRequest.MAX);
        return Integer.valueOf(value);
    }
}
