package io.countersign.spring.web;

import io.countersign.IssuedLink;
import io.countersign.canonical.Secret;
import io.countersign.identity.PostId;
import io.countersign.link.Link;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Links as the contract's JSON; the secrets of one that was issued are in {@link #issued} and nowhere else. */
final class LinkJson {
    private LinkJson() {}

    static Map<String, @Nullable Object> of(Link link, Instant now) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", link.id());
        json.put("approver", link.approver());
        json.put("status", link.status(now));
        json.put("createdBy", link.createdBy());
        json.put("createdAt", link.createdAt());
        json.put("expiresAt", link.expiresAt());
        json.put("revokedAt", link.revokedAt());
        json.put("lastUsedAt", link.usage().lastUsedAt());
        json.put("uses", link.usage().uses());
        json.put("failedAttempts", link.usage().failures());
        json.put("generation", link.generation());
        json.put("renewalRequestedAt", link.renewalRequestedAt());
        json.put("posts", sorted(link.posts()));
        json.put("mayReschedule", link.mayReschedule());
        return json;
    }

    /** @param share the texts to hand it over by */
    static Map<String, @Nullable Object> issued(IssuedLink issued, Map<String, @Nullable String> share) {
        Secret generated = issued.password();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", issued.link().id());
        json.put("url", issued.url().reveal());
        json.put("token", issued.token().reveal());
        json.put("password", generated == null ? null : generated.reveal());
        json.put("expiresAt", issued.link().expiresAt());
        json.put("warnings", issued.warnings());
        json.put("share", share);
        return json;
    }

    private static @Nullable List<PostId> sorted(@Nullable Set<PostId> posts) {
        return posts == null
                ? null
                : posts.stream().sorted(Comparator.comparing(PostId::value)).toList();
    }
}
