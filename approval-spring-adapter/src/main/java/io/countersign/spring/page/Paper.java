package io.countersign.spring.page;

import io.countersign.canonical.Digest;
import io.countersign.identity.PostId;
import java.util.List;

/** A form of the page, filled in. */
sealed interface Paper permits DecisionPaper, Remark {
    /** What it is about. */
    List<PostId> posts();

    /** What tells it from another form under the same key. */
    Digest fingerprint();
}
