package io.countersign;

import io.countersign.approver.Approver;
import io.countersign.canonical.Secret;
import io.countersign.link.Link;
import io.countersign.link.LinkToken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A link with its secrets, which appear here and never again.
 *
 * @param url to send; holds the secret in its fragment
 * @param password that was generated; null where the caller chose it
 * @param warnings sentences for who made it, such as of another link that is still active
 */
public record IssuedLink(
        Link link,
        Approver approver,
        LinkToken token,
        Secret url,
        @Nullable Secret password,
        List<String> warnings) {
    public IssuedLink {
        warnings = List.copyOf(warnings);
    }
}
