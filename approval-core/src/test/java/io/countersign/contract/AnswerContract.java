package io.countersign.contract;

import static io.countersign.contract.PostFixture.aPost;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.canonical.Digest;
import io.countersign.post.Post;
import io.countersign.store.Answer;
import io.countersign.store.Changes;
import io.countersign.store.Committed;
import io.countersign.store.PostFilter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers that are kept under idempotency keys. */
interface AnswerContract extends StoreUnderTest {
    @Test
    default void S_67_an_answer_is_kept_with_what_it_answers() {
        World acme = in("acme");
        Answer full =
                new Answer("user:ada", "key", Digest.of("one"), "{\"caption\":\"\uD83D\uDE80\"}", null, acme.now());
        acme.commit(Changes.all(acme.id(), List.of(acme.making(aPost()))).with(full));
        Answer secret = new Answer("user:ada", "other key", Digest.of("two"), null, "link-1", acme.now());
        acme.commit(Changes.all(acme.id(), List.of()).with(secret));
        Answer longest = new Answer(
                "approver:" + "n".repeat(64),
                "k".repeat(200),
                Digest.of("three"),
                "\uD83D\uDE80".repeat(200_000),
                null,
                acme.now());
        acme.commit(Changes.all(acme.id(), List.of()).with(longest));
        for (Answer answer : List.of(full, secret, longest))
            assertThat(store().answer(acme.id(), answer.caller(), answer.key())).contains(answer);
    }

    @Test
    default void S_67_callers_keys_and_workspaces_are_kept_apart() {
        World acme = in("acme");
        Answer answer = keep(acme, "user:ada", "key");
        assertThat(store().answer(acme.id(), "user:ben", "key")).isEmpty();
        assertThat(store().answer(acme.id(), "user:ada", "Key")).isEmpty();
        assertThat(store().answer(acme.id(), "user:ada", "key ")).isEmpty();
        assertThat(store().answer(in("other").id(), "user:ada", "key")).isEmpty();
        Answer bens = keep(acme, "user:ben", "key");
        Answer upper = keep(acme, "user:ada", "KEY");
        Answer others = keep(in("other"), "user:ada", "key");
        assertThat(store().answer(acme.id(), "user:ada", "key")).contains(answer);
        assertThat(store().answer(acme.id(), "user:ben", "key")).contains(bens);
        assertThat(store().answer(acme.id(), "user:ada", "KEY")).contains(upper);
        assertThat(store().answer(in("other").id(), "user:ada", "key")).contains(others);
    }

    @Test
    default void R7_under_a_key_that_was_answered_nothing_is_saved() {
        World acme = in("acme");
        Answer first = keep(acme, "user:ada", "key");
        Post draft = acme.draft();
        Answer second = new Answer("user:ada", "key", Digest.of("another"), "{}", null, acme.now());
        Changes late = Changes.all(acme.id(), List.of(acme.editing(draft, aPost().saying("Again"))))
                .with(second);
        assertThat(store().commit(late)).isEqualTo(Committed.ANSWERED);
        Changes each = Changes.each(acme.id(), late.saves()).with(second);
        assertThat(store().commit(each)).isEqualTo(Committed.ANSWERED);
        assertThat(acme.read(draft)).isEqualTo(draft);
        assertThat(store().answer(acme.id(), "user:ada", "key")).contains(first);
    }

    @Test
    default void S_67_an_answer_is_kept_for_24_hours_and_then_its_key_is_free() {
        World acme = in("acme");
        Answer first = keep(acme, "user:ada", "key");
        clock().set(first.at().plus(Duration.ofHours(24)).minus(1, ChronoUnit.MICROS));
        assertThat(store().answer(acme.id(), "user:ada", "key")).contains(first);
        assertThat(store().commit(Changes.all(acme.id(), List.of()).with(first)))
                .isEqualTo(Committed.ANSWERED);
        clock().set(first.at().plus(Duration.ofHours(24)).plus(1, ChronoUnit.MICROS));
        assertThat(store().answer(acme.id(), "user:ada", "key")).isEmpty();
        Answer second = keep(acme, "user:ada", "key");
        assertThat(store().answer(acme.id(), "user:ada", "key")).contains(second);
    }

    @Test
    default void R6_of_eight_calls_with_one_key_one_takes_effect() throws Exception {
        World acme = in("acme");
        List<Committed> outcomes = Race.of(
                8,
                () -> store().commit(Changes.all(acme.id(), List.of(acme.making(aPost())))
                        .with(new Answer("user:ada", "key", Digest.of("body"), "{}", null, acme.now()))));
        assertThat(outcomes).filteredOn(Committed::whole).hasSize(1);
        assertThat(outcomes).filteredOn(Committed.ANSWERED::equals).hasSize(7);
        assertThat(Paging.all(page -> store().posts(acme.id(), PostFilter.ALL, page), 50))
                .hasSize(1);
    }

    private Answer keep(World world, String caller, String key) {
        Answer answer = new Answer(caller, key, Digest.of(caller + key), "{}", null, world.now());
        world.commit(Changes.all(world.id(), List.of()).with(answer));
        return answer;
    }
}
