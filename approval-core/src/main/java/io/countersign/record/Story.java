package io.countersign.record;

import io.countersign.audit.ApprovalEvent;
import io.countersign.canonical.Digest;
import io.countersign.identity.Actor;
import io.countersign.identity.Person;
import io.countersign.identity.ReviewerRef;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the entries tell, with the names and texts that they stand for. */
final class Story {
    /** Something that happened, with its entry. */
    record Told<T extends ApprovalEvent>(Entry entry, T event) {}

    final Material material;

    /** Of the post's chain. */
    final List<Entry> chain;

    /** About the post, in its chain and in others. */
    final List<Entry> all;

    Story(Material material) {
        this.material = material;
        all = material.entries().stream().map(Entry::new).toList();
        chain = all.stream()
                .filter(entry -> entry.audit.stream().equals(material.post().stream()))
                .toList();
    }

    /** What happened of one kind, in order. */
    <T extends ApprovalEvent> List<Told<T>> told(String action, Class<T> type) {
        return all.stream()
                .filter(entry -> entry.is(action))
                .flatMap(entry -> entry.event(type).stream().map(event -> new Told<>(entry, event)))
                .toList();
    }

    /** What happened in the post's chain after an entry. */
    Stream<Entry> after(Entry entry) {
        return chain.stream().filter(other -> other.audit.seq() > entry.audit.seq());
    }

    Party by(Entry entry) {
        return party(entry.audit.actor());
    }

    Party party(Actor.Name name) {
        return new Party(name.kind(), name.id(), material.names().of(name));
    }

    @Nullable
    Party party(@Nullable Person person) {
        return person == null ? null : party(person.name());
    }

    Party user(String id) {
        return party(new Actor.Name(Actor.Kind.USER, id));
    }

    Said said(Digest commitment) {
        return new Said(material.texts().get(commitment), commitment);
    }

    @Nullable
    Said saidOrNull(@Nullable Digest commitment) {
        return commitment == null ? null : said(commitment);
    }

    List<Listed> listed(List<ReviewerRef> refs) {
        return refs.stream().map(ref -> new Listed(ref, name(ref))).toList();
    }

    private @Nullable String name(ReviewerRef ref) {
        if (ref instanceof ReviewerRef.Group group) return group.name();
        return material.names().of(Person.parse(ref.toString()).name());
    }
}
