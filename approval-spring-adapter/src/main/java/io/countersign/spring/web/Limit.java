package io.countersign.spring.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How large a {@link Body} may be, and of which type; without it, one MiB of JSON. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@interface Limit {
    int STANDARD = 1 << 20;
    int REVIEW = 256 << 10;
    int DECISIONS = 4 << 20;
    int IMPORT = 16 << 20;

    int value();

    String type() default "application/json";
}
