package io.countersign.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.canonical.Digest;
import io.countersign.identity.Actor;
import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import io.countersign.proof.Finding;
import io.countersign.proof.Finding.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever is done to a chain behind the record's back is found. */
class VerifierProperties {
    private static final WorkspaceId ACME = new WorkspaceId("acme");
    private static final StreamId STREAM = StreamId.of(new PostId("post-1"));
    private static final Instant AT = Instant.parse("2026-03-02T09:00:00.123456Z");

    @Property(tries = 50)
    void a_chain_as_it_was_told_is_whole(@ForAll @IntRange(max = 30) int length) {
        List<AuditEntry> chain = chain(length);
        assertThat(findings(chain)).isEmpty();
    }

    @Property
    void every_flipped_bit_of_an_entry_is_found(
            @ForAll @IntRange(min = 0, max = 9) int which,
            @ForAll @IntRange(max = 10_000) int place,
            @ForAll @IntRange(max = 7) int bit) {
        List<AuditEntry> chain = chain(10);
        byte[] bytes = chain.get(which).bytes().clone();
        bytes[place % bytes.length] ^= (byte) (1 << bit);
        List<AuditEntry> altered = with(chain, which, entry -> copy(entry, entry.seq(), bytes, entry.hash()));
        assertThat(findings(altered))
                .anySatisfy(finding -> {
                    assertThat(finding.kind()).isEqualTo(Kind.ALTERED);
                    assertThat(finding.seq()).isEqualTo(which + 1);
                })
                .allSatisfy(finding -> assertThat(finding.seq()).isEqualTo(which + 1));
    }

    @Example
    void every_single_byte_of_an_entry_counts() {
        List<AuditEntry> chain = chain(1);
        for (int place = 0; place < chain.get(0).bytes().length; place++) {
            byte[] bytes = chain.get(0).bytes().clone();
            bytes[place]++;
            assertThat(kinds(with(chain, 0, entry -> copy(entry, 1, bytes, entry.hash()))))
                    .contains(Kind.ALTERED);
        }
    }

    @Property
    void an_entry_that_was_altered_and_hashed_again_breaks_the_next(@ForAll @IntRange(min = 0, max = 8) int which) {
        List<AuditEntry> chain = chain(10);
        AuditEntry forged = Trail.append(
                        which == 0 ? Head.START : chain.get(which - 1).head(),
                        STREAM,
                        stamp(AT.plusSeconds(which)),
                        List.of(change("forged")))
                .get(0);
        List<AuditEntry> altered = with(chain, which, entry -> forged);
        assertThat(kinds(altered)).containsExactly(Kind.ALTERED);
    }

    @Property
    void a_deleted_entry_is_found(@ForAll @IntRange(min = 0, max = 8) int which) {
        List<AuditEntry> chain = chain(10);
        List<AuditEntry> shorter = new ArrayList<>(chain);
        shorter.remove(which);
        assertThat(kinds(shorter)).contains(Kind.GAP);
    }

    @Property
    void entries_that_changed_places_are_found(
            @ForAll @IntRange(min = 0, max = 9) int one, @ForAll @IntRange(min = 0, max = 9) int other) {
        if (one == other) return;
        List<AuditEntry> chain = chain(10);
        List<AuditEntry> swapped = new ArrayList<>(chain);
        swapped.set(one, renumbered(chain.get(other), one + 1));
        swapped.set(other, renumbered(chain.get(one), other + 1));
        assertThat(findings(swapped)).isNotEmpty();
        List<AuditEntry> disordered = new ArrayList<>(chain);
        disordered.set(one, chain.get(other));
        disordered.set(other, chain.get(one));
        assertThat(findings(disordered)).isNotEmpty();
    }

    @Property
    void an_inserted_entry_is_found(@ForAll @IntRange(min = 0, max = 9) int where) {
        List<AuditEntry> chain = chain(10);
        Head head = where == 0 ? Head.START : chain.get(where - 1).head();
        AuditEntry inserted = Trail.append(head, STREAM, stamp(AT), List.of(change("inserted")))
                .get(0);
        List<AuditEntry> longer = new ArrayList<>(chain);
        longer.add(where, inserted);
        assertThat(kinds(longer)).contains(Kind.FORKED);
    }

    @Example
    void a_chain_of_another_stream_or_workspace_is_no_chain_here() {
        List<AuditEntry> chain = chain(3);
        StreamId other = StreamId.of(new PostId("post-2"));
        List<AuditEntry> moved = chain.stream()
                .map(entry -> new AuditEntry(
                        entry.workspace(),
                        other,
                        entry.seq(),
                        entry.at(),
                        entry.actor(),
                        entry.action(),
                        entry.subject(),
                        entry.bytes(),
                        entry.previousHash(),
                        entry.hash()))
                .toList();
        List<AuditEntry> stolen = chain.stream()
                .map(entry -> new AuditEntry(
                        new WorkspaceId("other"),
                        entry.stream(),
                        entry.seq(),
                        entry.at(),
                        entry.actor(),
                        entry.action(),
                        entry.subject(),
                        entry.bytes(),
                        entry.previousHash(),
                        entry.hash()))
                .toList();
        assertThat(kinds(moved)).contains(Kind.ALTERED);
        assertThat(kinds(stolen)).contains(Kind.ALTERED);
    }

    @Example
    void a_column_that_says_something_else_than_the_bytes_is_found() {
        AuditEntry entry = chain(1).get(0);
        Actor.Name mallory = new Actor.Name(Actor.Kind.USER, "mallory");
        Subject approved = new Subject(null, null, null, null, "APPROVE", null, null, null);
        for (AuditEntry altered : List.of(
                searched(entry, AT.plusNanos(1_000), entry.actor(), entry.action(), entry.subject()),
                searched(entry, entry.at(), mallory, entry.action(), entry.subject()),
                searched(entry, entry.at(), entry.actor(), "post.approved", entry.subject()),
                searched(entry, entry.at(), entry.actor(), entry.action(), approved)))
            assertThat(kinds(List.of(altered))).containsExactly(Kind.PROJECTION_MISMATCH);
    }

    @Example
    void one_broken_chain_says_nothing_of_the_next() {
        List<AuditEntry> chain = chain(3);
        Verifier verifier = new Verifier(ACME);
        verifier.begin(STREAM);
        chain.subList(1, 3).forEach(verifier::entry);
        int broken = verifier.findings().size();
        verifier.begin(STREAM);
        chain.forEach(verifier::entry);
        assertThat(broken).isPositive();
        assertThat(verifier.findings()).hasSize(broken);
        assertThat(verifier.streams()).isEqualTo(2);
        assertThat(verifier.entries()).isEqualTo(5);
    }

    private static List<AuditEntry> chain(int length) {
        List<AuditEntry> chain = new ArrayList<>();
        for (int i = 0; i < length; i++)
            chain.addAll(Trail.append(
                    end(chain), STREAM, stamp(AT.plus(Duration.ofSeconds(i))), List.of(change("entry " + i))));
        return chain;
    }

    private static Head end(List<AuditEntry> chain) {
        return chain.isEmpty() ? Head.START : chain.get(chain.size() - 1).head();
    }

    private static Stamp stamp(Instant at) {
        return new Stamp(new WorkspaceId("acme"), Actor.user("ada", Set.of(), Set.of()), at, null, "node-1");
    }

    private static Change change(String text) {
        return new Change(new TrailTest.Noted(text, 1, null), Subject.NONE);
    }

    private static List<AuditEntry> with(List<AuditEntry> chain, int which, UnaryOperator<AuditEntry> change) {
        List<AuditEntry> other = new ArrayList<>(chain);
        other.set(which, change.apply(chain.get(which)));
        return other;
    }

    private static AuditEntry renumbered(AuditEntry entry, long seq) {
        return copy(entry, seq, entry.bytes(), entry.hash());
    }

    private static AuditEntry copy(AuditEntry entry, long seq, byte[] bytes, Digest hash) {
        return new AuditEntry(
                entry.workspace(),
                entry.stream(),
                seq,
                entry.at(),
                entry.actor(),
                entry.action(),
                entry.subject(),
                bytes,
                entry.previousHash(),
                hash);
    }

    private static AuditEntry searched(AuditEntry entry, Instant at, Actor.Name actor, String action, Subject subject) {
        return new AuditEntry(
                entry.workspace(),
                entry.stream(),
                entry.seq(),
                at,
                actor,
                action,
                subject,
                entry.bytes(),
                entry.previousHash(),
                entry.hash());
    }

    private static List<Kind> kinds(List<AuditEntry> chain) {
        return findings(chain).stream().map(Finding::kind).toList();
    }

    private static List<Finding> findings(List<AuditEntry> chain) {
        Verifier verifier = new Verifier(chain.isEmpty() ? ACME : chain.get(0).workspace());
        verifier.begin(chain.isEmpty() ? STREAM : chain.get(0).stream());
        chain.forEach(verifier::entry);
        return verifier.findings();
    }
}
