package io.countersign.contract;

import static io.countersign.contract.People.ADA;
import static io.countersign.contract.People.LENA;
import static io.countersign.contract.People.OMAR;
import static io.countersign.contract.People.RITA;
import static io.countersign.contract.PostFixture.aPost;
import static io.countersign.contract.StageFixture.aStage;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.identity.Actor;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.post.Post;
import io.countersign.post.PostCommand;
import io.countersign.review.Verdict;
import io.countersign.routing.Quorum;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Posts are found for those who are, or were, asked to review them. */
interface AssignmentContract extends StoreUnderTest {
    @Test
    default void a_post_is_found_from_the_opening_of_a_stage_and_open_until_the_stage_is_not() {
        World acme = in("acme");
        Post post = acme.draft();
        assertThat(everAsked(acme, "user:lena")).isEmpty();
        post = acme.submitted(
                post, aStage("legal").of("user:lena"), aStage("brand").after(0).of("user:omar"));
        assertThat(asked(acme, "user:lena")).containsExactly(post);
        assertThat(everAsked(acme, "user:lena")).containsExactly(post);
        assertThat(everAsked(acme, "user:omar")).as("before the stage opened").isEmpty();
        post = acme.approved(LENA, post);
        assertThat(asked(acme, "user:lena")).isEmpty();
        assertThat(everAsked(acme, "user:lena")).containsExactly(post);
        assertThat(asked(acme, "user:omar")).containsExactly(post);
        post = acme.approved(OMAR, post);
        assertThat(asked(acme, "user:lena", "user:omar")).isEmpty();
        assertThat(everAsked(acme, "user:omar")).containsExactly(post);
    }

    @Test
    default void kinds_of_references_are_kept_apart() {
        World acme = in("acme").knowing("lena", "lars");
        Post user = acme.submitted(acme.draft(), aStage("legal").of("user:lena"));
        Post group = acme.submitted(acme.draft(), aStage("legal").of("group:lena"));
        assertThat(asked(acme, "user:lena")).containsExactly(user);
        assertThat(asked(acme, "group:lena")).containsExactly(group);
        assertThat(everAsked(acme, "approver:lena")).isEmpty();
        assertThat(everAsked(acme, "user:Lena")).isEmpty();
        assertThat(everAsked(acme)).isEmpty();
    }

    @Test
    default void several_references_find_a_post_once() {
        World acme = in("acme").knowing("legal", "lena");
        Post both = acme.submitted(
                acme.draft(),
                aStage("legal").of("user:lena", "group:legal"),
                aStage("brand").of("user:lena", "user:omar"));
        Post one = acme.submitted(acme.draft(), aStage("legal").of("group:legal"));
        acme.submitted(acme.draft(), aStage("brand").of("user:omar"));
        assertThat(asked(acme, "user:lena", "group:legal", "group:nobody")).containsExactly(one, both);
        assertThat(everAsked(acme, "user:lena", "group:legal", "user:lena")).containsExactly(one, both);
    }

    @Test
    default void an_entry_that_was_answered_stays_open_while_its_stage_is() {
        World acme = in("acme");
        Post post = acme.submitted(
                acme.draft(), aStage("all").of("user:lena", "user:omar").clearedBy(Quorum.ALL));
        post = acme.approved(LENA, post);
        assertThat(asked(acme, "user:lena")).containsExactly(post);
        assertThat(asked(acme, "user:omar")).containsExactly(post);
    }

    @Test
    default void a_refusal_closes_all_stages_and_another_round_opens_its_own() {
        World acme = in("acme");
        Post post = acme.submitted(
                acme.draft(), aStage("legal").of("user:lena"), aStage("brand").of("user:omar"));
        post = acme.refused(LENA, post, Verdict.REQUEST_CHANGES, "Too long");
        assertThat(asked(acme, "user:lena", "user:omar")).isEmpty();
        post = acme.submitted(post, aStage("brand").of("user:omar"));
        assertThat(asked(acme, "user:lena")).isEmpty();
        assertThat(everAsked(acme, "user:lena")).as("of the round before").containsExactly(post);
        assertThat(asked(acme, "user:omar")).containsExactly(post);
        post = acme.approved(OMAR, post);
        assertThat(asked(acme, "user:omar")).isEmpty();
        assertThat(everAsked(acme, "user:omar", "user:lena")).containsExactly(post);
    }

    @Test
    default void a_superseded_round_is_open_to_nobody() {
        World acme = in("acme");
        Post edited = acme.submitted(acme.draft(), aStage("legal").of("user:lena"));
        edited = acme.edited(edited, aPost().saying("Other words"));
        Post withdrawn = acme.submitted(acme.draft(), aStage("legal").of("user:lena"));
        withdrawn = acme.did(ADA, withdrawn, new PostCommand.Withdraw());
        assertThat(asked(acme, "user:lena")).isEmpty();
        assertThat(everAsked(acme, "user:lena")).containsExactly(withdrawn, edited);
        edited = acme.submitted(edited, aStage("legal").of("user:lena"));
        assertThat(asked(acme, "user:lena")).containsExactly(edited);
    }

    @Test
    default void those_whom_an_overdue_stage_escalates_to_find_it() {
        World acme = in("acme");
        Post post = acme.submitted(
                acme.draft(),
                aStage("legal").of("user:lena").within(Duration.ofHours(8)).orAlso("user:rita"));
        assertThat(everAsked(acme, "user:rita")).isEmpty();
        clock().pass(Duration.ofHours(8));
        post = acme.did(Actor.SYSTEM, post, new PostCommand.Pass(null));
        assertThat(asked(acme, "user:rita")).containsExactly(post);
        assertThat(asked(acme, "user:lena")).containsExactly(post);
        post = acme.approved(RITA, post);
        assertThat(asked(acme, "user:rita", "user:lena")).isEmpty();
        assertThat(everAsked(acme, "user:rita")).containsExactly(post);
    }

    @Test
    default void a_search_can_be_narrowed_to_some_posts() {
        World acme = in("acme");
        Post one = acme.submitted(acme.draft(), aStage("legal").of("user:lena"));
        Post two = acme.submitted(acme.draft(), aStage("legal").of("user:lena"));
        Post omars = acme.submitted(acme.draft(), aStage("legal").of("user:omar"));
        Set<PostId> some = Set.of(one.id(), omars.id(), new PostId("unknown"));
        assertThat(asked(acme, true, some, "user:lena")).containsExactly(one);
        assertThat(asked(acme, false, some, "user:lena")).containsExactly(one);
        assertThat(asked(acme, false, Set.of(), "user:lena")).isEmpty();
        assertThat(asked(acme, false, null, "user:lena")).containsExactly(two, one);
    }

    @Test
    default void assigned_posts_are_read_in_parts_newest_first_each_once() {
        World acme = in("acme").knowing("legal", "lena");
        List<Post> posts = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            Post post = acme.draft();
            posts.add(acme.submitted(post, aStage("legal").of("user:lena", "group:legal")));
        }
        Collections.reverse(posts);
        assertThat(asked(acme, "user:lena", "group:legal")).isEqualTo(posts);
        assertThat(everAsked(acme, "group:legal", "user:lena")).isEqualTo(posts);
    }

    @Test
    default void S_81_nobody_finds_a_post_of_another_workspace() {
        World acme = in("acme");
        World other = in("other");
        Post ours =
                acme.submitted(acme.has(aPost().named("same")), aStage("legal").of("user:lena"));
        Post theirs = other.submitted(
                other.has(aPost().named("same")), aStage("legal").of("user:omar"));
        assertThat(everAsked(acme, "user:lena", "user:omar")).containsExactly(ours);
        assertThat(asked(other, "user:lena", "user:omar")).containsExactly(theirs);
        assertThat(everAsked(other, "user:lena")).isEmpty();
    }

    private List<Post> asked(World world, String... refs) {
        return asked(world, true, null, refs);
    }

    private List<Post> everAsked(World world, String... refs) {
        return asked(world, false, null, refs);
    }

    private List<Post> asked(World world, boolean open, @Nullable Set<PostId> only, String... refs) {
        List<ReviewerRef> parsed = Arrays.stream(refs).map(ReviewerRef::parse).toList();
        return Paging.all(page -> store().assigned(world.id(), parsed, open, only, page), 4);
    }
}
