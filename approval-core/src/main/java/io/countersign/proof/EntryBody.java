package io.countersign.proof;

import io.countersign.canonical.CanonicalReader;
import io.countersign.canonical.Digest;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the bytes of an entry say about a post.
 *
 * @param about the post, in an entry of another thing's stream
 * @param digest of the version; null where none is named
 * @param plan null where no round began
 */
public record EntryBody(
        Map<String, @Nullable Object> members,
        @Nullable String about,
        @Nullable Long version,
        @Nullable Digest digest,
        @Nullable PinnedPlan plan) {
    /** The plan of a round that began. */
    public record PinnedPlan(long round, Digest digest) {}

    /**
     * Reads an entry's bytes.
     *
     * @throws IllegalArgumentException when they are none of an entry
     */
    public static EntryBody parse(byte[] bytes) {
        Map<String, @Nullable Object> members = CanonicalReader.object(bytes);
        Map<String, @Nullable Object> subject = CanonicalReader.members(members.get("subject"));
        Object about = subject.get("about");
        Object version = subject.get("version");
        Object digest = subject.get("digest");
        boolean typed = (about == null || about instanceof String)
                && (version == null || version instanceof Long)
                && (digest == null || digest instanceof String);
        if (!typed) throw new IllegalArgumentException("what the entry is about is of another form");
        return new EntryBody(members, (String) about, (Long) version, digest(digest), plan(members));
    }

    private static @Nullable PinnedPlan plan(Map<String, @Nullable Object> members) {
        if (!(members.get("details") instanceof Map<?, ?> details) || details.get("plan") == null) return null;
        if (details.get("plan") instanceof String digest && details.get("round") instanceof Long round)
            return new PinnedPlan(round, new Digest(digest));
        throw new IllegalArgumentException("the plan that it pins is of another form");
    }

    private static @Nullable Digest digest(@Nullable Object digest) {
        return digest == null ? null : new Digest((String) digest);
    }

    /** Every text in it, wherever it stands; what commits to another text is one of them. */
    public void texts(Consumer<String> each) {
        texts(members, each);
    }

    private static void texts(@Nullable Object value, Consumer<String> each) {
        if (value instanceof String text) each.accept(text);
        else if (value instanceof Map<?, ?> map) texts(map.values(), each);
        else if (value instanceof Collection<?> elements) for (Object element : elements) texts(element, each);
    }
}
