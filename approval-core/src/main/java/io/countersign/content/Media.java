package io.countersign.content;

import io.countersign.canonical.Digest;
import io.countersign.problem.Text;
import io.countersign.problem.WebUrl;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * A medium of a post.
 *
 * @param altText what it shows, at most 4000 code points
 * @param sha256 of its bytes; null where nobody told, which leaves the version unpinned
 */
public record Media(
        @NotNull @WebUrl String url,
        @NotNull Type type,
        @Nullable @Text(max = 4000) String altText,
        @Nullable Digest sha256) {
    /** What kind of medium it is. */
    public enum Type {
        IMAGE,
        VIDEO,
        GIF,
        DOCUMENT
    }

    /** The same medium, pinned to these bytes. */
    public Media pinned(Digest digest) {
        return new Media(url, type, altText, digest);
    }
}
