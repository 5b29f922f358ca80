package io.countersign.contract;

import static io.countersign.contract.PostFixture.aPost;
import static io.countersign.contract.StageFixture.aStage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.countersign.identity.PostId;
import io.countersign.post.Post;
import io.countersign.post.PostCommand;
import io.countersign.post.PostStatus;
import io.countersign.problem.InvalidInputException;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is in review in any workspace is found in parts, and nothing else is. */
interface InReviewContract extends StoreUnderTest {
    @Test
    default void what_is_in_review_is_found_in_every_workspace_and_nothing_else_is() {
        World acme = in("acme");
        World globex = in("globex");
        in("empty").draft();
        acme.draft();
        Post one = acme.submitted(acme.draft(), aStage("legal").of("user:lena"));
        Post two = globex.submitted(globex.draft(), aStage("legal").of("user:lena"));
        Post three = acme.submitted(acme.draft(), aStage("legal").of("user:lena"));
        Post gone = acme.submitted(acme.draft(), aStage("legal").of("user:lena"));
        acme.did(People.ADA, gone, new PostCommand.Withdraw());
        assertThat(inReview(200)).containsExactlyInAnyOrder(one, two, three);
        acme.edited(one, aPost().saying("Edited"));
        assertThat(inReview(200)).containsExactlyInAnyOrder(two, three);
    }

    @Test
    default void what_is_in_review_is_read_in_parts_each_post_once_a_workspace_after_the_other() {
        List<PostId> submitted = new ArrayList<>();
        for (String name : List.of("a", "b", "c"))
            for (int i = 0; i < 5; i++) {
                World world = in(name);
                submitted.add(world.submitted(world.draft(), aStage("legal").of("user:lena"))
                        .id());
            }
        for (int part : List.of(1, 2, 3, 5, 7, 14, 15, 200)) {
            List<Post> found = inReview(part);
            assertThat(found).extracting(Post::id).containsExactlyInAnyOrderElementsOf(submitted);
            assertThat(found).allMatch(post -> post.status() == PostStatus.IN_REVIEW);
            List<String> spaces =
                    found.stream().map(post -> post.workspace().value()).toList();
            assertThat(spaces).containsSubsequence(spaces.stream().distinct().toList());
            assertThat(spaces.stream().distinct()).hasSize(3);
        }
    }

    @Test
    default void workspaces_where_nothing_is_in_review_end_nothing() {
        for (int i = 0; i < 250; i++) in("quiet-%03d".formatted(i)).draft();
        Post first = in("a").submitted(in("a").draft(), aStage("legal").of("user:lena"));
        Post last = in("z").submitted(in("z").draft(), aStage("legal").of("user:lena"));
        assertThat(inReview(200)).containsExactlyInAnyOrder(first, last);
    }

    @Test
    default void a_cursor_that_no_part_gave_is_invalid_input() {
        for (String cursor : List.of("nonsense", "\u0000", "A", "x".repeat(500)))
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> store().inReview(new PageRequest(10, cursor)));
    }

    private List<Post> inReview(int part) {
        List<Post> all = new ArrayList<>();
        Page<Post> page = store().inReview(new PageRequest(part, null));
        all.addAll(page.items());
        while (page.next() != null) {
            page = store().inReview(new PageRequest(part, page.next()));
            all.addAll(page.items());
        }
        return all;
    }
}
