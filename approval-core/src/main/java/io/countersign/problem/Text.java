package io.countersign.problem;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/**
 * Text that can be stored, hashed and shown: {@link #min()} to {@link #max()} code points, well-formed Unicode (no lone
 * surrogate), no NUL, and not blank where {@code min} is above zero. Null passes.
 */
@Constraint(validatedBy = Text.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface Text {
    /** Fewest code points. */
    int min() default 0;

    /** Most code points. */
    int max();

    /**
     * Whether it is what somebody says to others (S-69): without control characters but tabs and ends of lines, and without the
     * marks that show letters against their direction, by which a text says something else than it seems to.
     */
    boolean note() default false;

    String message() default "is not usable text";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Says what is wrong with a text. */
    final class Validator implements ConstraintValidator<Text, String> {
        private static final int LEFT_TO_RIGHT_OVERRIDE = 0x202D;
        private static final int RIGHT_TO_LEFT_OVERRIDE = 0x202E;

        private int min;
        private int max;
        private boolean note;

        @Override
        public void initialize(Text text) {
            min = text.min();
            max = text.max();
            note = text.note();
        }

        @Override
        public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
            if (value == null) return true;
            String wrong = wrong(value);
            if (wrong == null) return true;
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(wrong).addConstraintViolation();
            return false;
        }

        private @Nullable String wrong(String value) {
            int length = value.codePointCount(0, value.length());
            if (length > max) return "has %d characters; at most %d are allowed".formatted(length, max);
            if (min > 0 && value.isBlank()) return "must not be blank";
            if (length < min) return "has %d characters; at least %d are needed".formatted(length, min);
            if (value.indexOf('\0') >= 0) return "must not contain the NUL character";
            if (value.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF))
                return "is not well-formed Unicode: it contains half of a surrogate pair";
            return note ? hidden(value) : null;
        }

        private static @Nullable String hidden(String value) {
            return value.codePoints()
                    .filter(point -> point == LEFT_TO_RIGHT_OVERRIDE
                            || point == RIGHT_TO_LEFT_OVERRIDE
                            || (Character.isISOControl(point) && "\t\n\r".indexOf(point) < 0))
                    .mapToObj("must not contain the invisible character U+%04X"::formatted)
                    .findFirst()
                    .orElse(null);
        }
    }
}
