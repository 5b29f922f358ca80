package io.countersign.notice;

import io.countersign.identity.Person;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who gets a letter.
 *
 * @param name as people know them, or their id
 * @param email null where nobody knows one
 */
public record Addressee(
        Person person, String name, @Nullable String email, Locale language, ZoneId zone) {}
