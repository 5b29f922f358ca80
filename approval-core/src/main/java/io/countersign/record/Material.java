package io.countersign.record;

import io.countersign.audit.AuditEntry;
import io.countersign.canonical.Digest;
import io.countersign.content.Version;
import io.countersign.identity.Actor;
import io.countersign.link.Link;
import io.countersign.post.Post;
import io.countersign.review.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the record of a post is put together from, none of it later than the post's head.
 *
 * @param plans by the number of their round
 * @param entries of its chain, and about it in others; the first first
 * @param texts by commitment; what was erased is missing
 * @param links by which somebody saw it or acted on it
 */
public record Material(
        Post post,
        List<Version> versions,
        Map<Integer, Plan> plans,
        List<AuditEntry> entries,
        Map<Digest, String> texts,
        List<UsedLink> links,
        Names names,
        ProofRecord proof,
        Instant at) {
    public Material {
        versions = List.copyOf(versions);
        plans = Map.copyOf(plans);
        entries = List.copyOf(entries);
        texts = Map.copyOf(texts);
        links = List.copyOf(links);
    }

    /**
     * A link with what happened to it.
     *
     * @param entries of its chain but those of what was looked at; the first first
     */
    public record UsedLink(Link link, List<AuditEntry> entries) {
        public UsedLink {
            entries = List.copyOf(entries);
        }
    }

    /** What people are called. */
    @FunctionalInterface
    public interface Names {
        /** Null where nobody knows, or it was erased. */
        @Nullable
        String of(Actor.Name name);
    }
}
