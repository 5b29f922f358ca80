package io.countersign.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.canonical.Digest;
import io.countersign.identity.Actor;
import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
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
import org.jspecify.annotations.Nullable;

/** Whatever is done to a chain behind the record's back is found. */
class VerifierProperties {
    private static final StreamId STREAM = StreamId.of(new PostId("post-1"));
    private static final Instant AT = Instant.parse("2026-03-02T09:00:00.123456Z");

    @Property(tries = 50)
    void a_chain_as_it_was_told_is_whole(@ForAll @IntRange(max = 30) int length) {
        List<AuditEntry> chain = chain(length);
        assertThat(findings(end(chain), chain)).isEmpty();
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
        assertThat(findings(end(chain), altered))
                .anySatisfy(finding -> {
                    assertThat(finding.kind()).isEqualTo(Verifier.Kind.ALTERED);
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
            assertThat(kinds(end(chain), with(chain, 0, entry -> copy(entry, 1, bytes, entry.hash()))))
                    .contains(Verifier.Kind.ALTERED);
        }
    }

    @Property
    void an_entry_that_was_altered_and_hashed_again_breaks_the_next_or_the_end(
            @ForAll @IntRange(min = 0, max = 9) int which) {
        List<AuditEntry> chain = chain(10);
        AuditEntry forged = Trail.append(
                        which == 0 ? Head.START : chain.get(which - 1).head(),
                        STREAM,
                        stamp(AT.plusSeconds(which)),
                        List.of(change("forged")))
                .get(0);
        List<AuditEntry> altered = with(chain, which, entry -> forged);
        assertThat(kinds(end(chain), altered))
                .containsExactly(which == 9 ? Verifier.Kind.FORKED : Verifier.Kind.ALTERED);
    }

    @Property
    void a_deleted_entry_is_found(@ForAll @IntRange(min = 0, max = 9) int which) {
        List<AuditEntry> chain = chain(10);
        List<AuditEntry> shorter = new ArrayList<>(chain);
        shorter.remove(which);
        assertThat(kinds(end(chain), shorter)).contains(which == 9 ? Verifier.Kind.TRUNCATED : Verifier.Kind.GAP);
    }

    @Property
    void entries_that_changed_places_are_found(
            @ForAll @IntRange(min = 0, max = 9) int one, @ForAll @IntRange(min = 0, max = 9) int other) {
        if (one == other) return;
        List<AuditEntry> chain = chain(10);
        List<AuditEntry> swapped = new ArrayList<>(chain);
        swapped.set(one, renumbered(chain.get(other), one + 1));
        swapped.set(other, renumbered(chain.get(one), other + 1));
        assertThat(findings(end(chain), swapped)).isNotEmpty();
        List<AuditEntry> disordered = new ArrayList<>(chain);
        disordered.set(one, chain.get(other));
        disordered.set(other, chain.get(one));
        assertThat(findings(end(chain), disordered)).isNotEmpty();
    }

    @Property
    void an_inserted_entry_is_found(@ForAll @IntRange(min = 0, max = 10) int where) {
        List<AuditEntry> chain = chain(10);
        Head head = where == 0 ? Head.START : chain.get(where - 1).head();
        AuditEntry inserted = Trail.append(head, STREAM, stamp(AT), List.of(change("inserted")))
                .get(0);
        List<AuditEntry> longer = new ArrayList<>(chain);
        longer.add(where, inserted);
        assertThat(kinds(end(chain), longer)).contains(Verifier.Kind.FORKED);
    }

    @Property
    void an_end_that_was_cut_off_with_its_entries_is_found_by_the_head(@ForAll @IntRange(max = 9) int left) {
        List<AuditEntry> chain = chain(10);
        assertThat(kinds(end(chain), chain.subList(0, left))).containsExactly(Verifier.Kind.TRUNCATED);
        assertThat(kinds(end(chain.subList(0, left)), chain)).containsExactly(Verifier.Kind.FORKED);
    }

    @Example
    void a_chain_that_belongs_to_nothing_is_found() {
        assertThat(kinds(null, chain(3))).containsExactly(Verifier.Kind.FORKED);
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
        assertThat(kinds(end(chain), moved)).contains(Verifier.Kind.ALTERED);
        assertThat(kinds(end(chain), stolen)).contains(Verifier.Kind.ALTERED);
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
            assertThat(kinds(entry.head(), List.of(altered))).containsExactly(Verifier.Kind.PROJECTION_MISMATCH);
    }

    @Example
    void one_broken_chain_says_nothing_of_the_next() {
        List<AuditEntry> chain = chain(3);
        Verifier verifier = new Verifier();
        verifier.chain(STREAM, end(chain), chain.subList(1, 3));
        int broken = verifier.findings().size();
        verifier.chain(STREAM, end(chain), chain);
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

    private static List<Verifier.Kind> kinds(@Nullable Head head, List<AuditEntry> chain) {
        return findings(head, chain).stream().map(Verifier.Finding::kind).toList();
    }

    private static List<Verifier.Finding> findings(@Nullable Head head, List<AuditEntry> chain) {
        Verifier verifier = new Verifier();
        verifier.chain(STREAM, head, chain);
        return verifier.findings();
    }
}
