package io.countersign.canonical;

/**
 * A value whose JSON is one string or one number. Its class, or the interface that declares it, has a public static
 * method {@code parse(String)} that reads {@link #plain()} back and throws {@link IllegalArgumentException} with a
 * sentence for people.
 */
public interface Plain {
    /** A {@link String}, {@link Integer} or {@link Long}. */
    Object plain();
}
