package io.countersign.problem;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An absolute http or https URL with a host, of at most 2048 characters (RFC 3986). Null passes. */
@Constraint(validatedBy = WebUrl.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface WebUrl {
    String message() default "must be an absolute http or https URL of at most 2048 characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Accepts what a browser could open as a page. */
    final class Validator implements ConstraintValidator<WebUrl, String> {
        @Override
        public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
            if (value == null) return true;
            if (value.length() > 2048) return false;
            try {
                URI uri = new URI(value);
                String scheme = uri.getScheme();
                return scheme != null
                        && (scheme.toLowerCase(Locale.ROOT).equals("https")
                                || scheme.toLowerCase(Locale.ROOT).equals("http"))
                        && uri.getHost() != null
                        && uri.getRawUserInfo() == null;
            } catch (URISyntaxException malformed) {
                return false;
            }
        }
    }
}
