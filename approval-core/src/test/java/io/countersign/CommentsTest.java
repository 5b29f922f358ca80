package io.countersign;

import static io.countersign.contract.office.Office.LINKEDIN;
import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.audit.AuditEntry;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Erasable;
import io.countersign.content.Anchor;
import io.countersign.identity.Actor;
import io.countersign.identity.Directory;
import io.countersign.identity.Permission;
import io.countersign.identity.PostId;
import io.countersign.identity.Roster;
import io.countersign.identity.Situation;
import io.countersign.identity.WorkspaceId;
import io.countersign.post.CommentCommand;
import io.countersign.post.Outcome;
import io.countersign.post.Post;
import io.countersign.post.PostEvent;
import io.countersign.post.PostForm;
import io.countersign.post.PostStatus;
import io.countersign.post.Terms;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.NotFoundException;
import io.countersign.problem.NotPermittedException;
import io.countersign.review.Visibility;
import io.countersign.routing.Quorum;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "comments … are possible in any status": notes outside of decisions, INTERNAL or EVERYONE, of the version that was seen. */
class CommentsTest extends AnyStatusTest {
    @Test
    void a_comment_is_of_the_current_version_and_stands_in_the_record_without_its_words() {
        Post post = edit(office.draft("one"), PostForm.of(LINKEDIN, "two"));
        CommentForm form = new CommentForm("Nice words", Visibility.EVERYONE, Anchor.Passage.of(0, 3));
        Comment comment = office.approvals.comments().add(office.as("lena"), post.id(), form);
        assertThat(comment)
                .isEqualTo(new Comment(
                        comment.id(),
                        new Actor.Name(Actor.Kind.USER, "lena"),
                        cut(clock.instant()),
                        2,
                        Visibility.EVERYONE,
                        form.anchor(),
                        "Nice words"));
        assertThat(listed(office.as("maya"), post)).containsExactly(comment);
        AuditEntry entry = entries(post.id(), "post.commented").get(0);
        assertThat(entry.subject().version()).isEqualTo(2);
        assertThat(entry.subject().digest()).isEqualTo(post.version().digest());
        assertThat(new String(entry.bytes(), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain("Nice");
        Post now = office.now(post.id());
        assertThat(now.revision()).isEqualTo(post.revision() + 1);
        assertThat(now.at(post.head())).isEqualTo(post);
    }

    @ParameterizedTest
    @EnumSource
    void comments_are_possible_in_any_status(PostStatus status) {
        Post post = in(status);
        assertThat(post.status()).isEqualTo(status);
        Comment comment = add("vera", post, "hm");
        assertThat(office.now(post.id()).status()).isEqualTo(status);
        assertThat(listed(office.as("vera"), post)).containsExactly(comment);
    }

    @Test
    void without_a_word_about_it_a_user_comments_for_users_and_a_link_for_everyone() {
        Post post = withClient(form());
        assertThat(add("maya", post, "hm").visibility()).isEqualTo(Visibility.INTERNAL);
        for (Visibility asked : new Visibility[] {null, Visibility.INTERNAL, Visibility.EVERYONE})
            assertThat(office.approvals
                            .comments()
                            .add(office.client(), post.id(), new CommentForm("hm", asked, null))
                            .visibility())
                    .isEqualTo(Visibility.EVERYONE);
    }

    @Test
    void a_link_comments_on_the_version_last_submitted_while_the_next_is_written() {
        Post post = withClient(form());
        edit(post, PostForm.of(LINKEDIN, "x"));
        Anchor passage = Anchor.Passage.of(0, 5);
        Comment comment =
                office.approvals.comments().add(office.client(), post.id(), new CommentForm("hm", null, passage));
        assertThat(comment.version()).isEqualTo(1);
        assertThat(comment.by().kind()).isEqualTo(Actor.Kind.APPROVER);
        AuditEntry entry = entries(post.id(), "post.commented").get(0);
        assertThat(entry.subject().version()).isEqualTo(1);
        assertThat(entry.subject().digest()).isEqualTo(post.version().digest());
        assertThatThrownBy(() -> office.approvals
                        .comments()
                        .add(office.as("maya"), post.id(), new CommentForm("hm", null, passage)))
                .as("the caption of version 2 is shorter")
                .isInstanceOf(InvalidInputException.class);
        assertThat(listed(office.client(), post)).containsExactly(comment);
    }

    @Test
    void never_an_internal_comment_to_a_link_nor_one_on_a_version_that_was_not_submitted() {
        Post post = withClient(form());
        add("maya", post, "internal", Visibility.INTERNAL);
        Comment first = add("maya", post, "first", Visibility.EVERYONE);
        Post second = edit(office.now(post.id()), PostForm.of(LINKEDIN, "second"));
        add("maya", second, "never shown", Visibility.EVERYONE);
        Post third = edit(office.now(post.id()), PostForm.of(LINKEDIN, "third"));
        Comment later = add("maya", third, "shown once it is submitted", Visibility.EVERYONE);
        assertThat(listed(office.client(), post)).containsExactly(first);
        submit(third);
        assertThat(listed(office.client(), post)).containsExactly(later, first);
        assertThat(listed(office.as("vera"), post)).hasSize(4);
        assertThat(office.approvals.posts().texts(office.client(), List.of(office.now(post.id()))))
                .isEmpty();
    }

    @Test
    void a_link_that_may_not_see_the_post_neither_reads_nor_comments() {
        Post post = office.draft("not for the client");
        office.client();
        assertThatThrownBy(() -> office.approvals.comments().add(office.client(), post.id(), CommentForm.of("hm")))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> office.approvals.comments().list(office.client(), post.id(), PageRequest.FIRST))
                .isInstanceOf(NotFoundException.class);
        assertThat(entries(post.id(), "post.commented")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = "ADVOCACY_SHARE", mode = EnumSource.Mode.EXCLUDE)
    void any_permission_that_reads_comments(Permission permission) {
        Post post = office.draft("one");
        Call call = Call.of(post.workspace(), Actor.user("wim", Set.of(permission), Set.of()));
        Comment comment = office.approvals.comments().add(call, post.id(), CommentForm.of("hm"));
        assertThat(listed(call, post)).containsExactly(comment);
    }

    @Test
    void who_may_not_read_finds_nothing_to_comment_on() {
        Post post = office.draft("one");
        Actor sharer = Actor.user("erin", Set.of(Permission.ADVOCACY_SHARE), Set.of());
        Call call = Call.of(post.workspace(), sharer);
        assertThatThrownBy(() -> office.approvals.comments().add(call, post.id(), CommentForm.of("hm")))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> office.approvals.comments().list(call, post.id(), PageRequest.FIRST))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() ->
                        office.approvals.comments().add(office.as("maya"), new PostId("none"), CommentForm.of("hm")))
                .isInstanceOf(NotFoundException.class);
        assertThat(comment(post, sharer, Visibility.INTERNAL))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.problem()).isInstanceOf(NotPermittedException.class));
    }

    @Test
    void the_rule_itself_makes_every_comment_through_a_link_one_for_everyone() {
        Outcome outcome = comment(office.draft("one"), office.client().actor(), Visibility.INTERNAL);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Changed.class,
                        changed -> assertThat(changed.changes().get(0).event())
                                .isInstanceOfSatisfying(
                                        PostEvent.Commented.class,
                                        event -> assertThat(event.visibility()).isEqualTo(Visibility.EVERYONE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\u0000b"})
    void what_is_no_text_is_refused(String bad) {
        Post post = office.draft("one");
        assertThatThrownBy(() -> add("maya", post, bad))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("text");
        assertThatThrownBy(() -> add("maya", post, "x".repeat(4001))).isInstanceOf(InvalidInputException.class);
        assertThat(add("maya", post, "\uD83D\uDE80".repeat(4000)).text()).hasSize(8000);
    }

    @Test
    void an_anchor_points_at_what_the_version_has() {
        Post post = office.draft("four");
        for (Anchor nothing : List.of(Anchor.Passage.of(0, 5), Anchor.Region.of(0, 0, 0, 1, 1)))
            assertThatThrownBy(() -> office.approvals
                            .comments()
                            .add(office.as("maya"), post.id(), new CommentForm("hm", null, nothing)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("anchor");
        assertThat(listed(office.as("maya"), post)).isEmpty();
    }

    @Test
    void comments_are_listed_newest_first_in_parts_each_once() {
        Post post = office.draft("one");
        List<Comment> added = new ArrayList<>();
        for (int i = 0; i < 7; i++) added.add(0, add("maya", post, "comment " + i));
        add("maya", office.draft("another"), "elsewhere");
        List<Comment> read = new ArrayList<>();
        String cursor = null;
        do {
            Page<Comment> page =
                    office.approvals.comments().list(office.as("vera"), post.id(), new PageRequest(3, cursor));
            read.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        assertThat(read).isEqualTo(added);
    }

    @Test
    void a_comment_makes_no_decision_and_no_edit_stale() {
        Post post = submitted(form());
        add("vera", post, "hm");
        approve(post, "lena");
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.APPROVED);
        add("vera", post, "hm");
        assertThat(edit(post, PostForm.of(LINKEDIN, "better")).version().number())
                .isEqualTo(2);
    }

    @Test
    void S_67_a_comment_repeated_under_its_key_is_answered_and_not_made_again() {
        Post post = office.draft("one");
        Call.Once once = new Call.Once("key-1", Digest.of("body"), CommentsTest::rendered);
        Call call = office.as("maya").once(once);
        Comment comment = office.approvals.comments().add(call, post.id(), CommentForm.of("hm"));
        assertThat(office.approvals.answered(call)).contains(rendered(comment, Map.of()));
        assertThatThrownBy(() -> office.approvals.comments().add(call, post.id(), CommentForm.of("hm")))
                .as("who asks not first is told to ask");
        assertThat(listed(office.as("maya"), post)).containsExactly(comment);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_comment_that_an_edit_overtakes_is_told_of_the_version_that_was_seen(boolean underKey) {
        Post post = office.draft("one");
        Overtaking overtaking = new Overtaking(() -> edit(post, PostForm.of(LINKEDIN, "two")));
        Approvals slow = Approvals.on(office.store).directory(overtaking).build();
        Call call = office.as("maya");
        if (underKey) call = call.once(new Call.Once("key-1", Digest.of("body"), CommentsTest::rendered));
        Comment comment = slow.comments().add(call, post.id(), CommentForm.of("hm"));
        assertThat(comment.version()).isEqualTo(1);
        assertThat(listed(office.as("maya"), post)).containsExactly(comment);
        assertThat(actions(post.id())).startsWith("post.commented", "post.edited");
        assertThat(office.approvals.records().verify(office.as("admin")).valid())
                .isTrue();
    }

    /** While the host is asked who is who, somebody else is quicker, once. */
    private static final class Overtaking implements Directory {
        private final Runnable deed;
        private boolean done;

        Overtaking(Runnable deed) {
            this.deed = deed;
        }

        @Override
        public Set<String> groupsOf(WorkspaceId workspace, String userId) {
            if (!done) {
                done = true;
                deed.run();
            }
            return Set.of();
        }

        @Override
        public Set<String> membersOf(WorkspaceId workspace, String group) {
            return Set.of();
        }
    }

    private static String rendered(Object result, Map<Digest, String> fresh) {
        assertThat(result).isInstanceOf(Comment.class);
        return "comment " + ((Comment) result).id();
    }

    private Outcome comment(Post post, Actor actor, Visibility visibility) {
        Erasable text = Erasable.of(new byte[16], "hm");
        return new CommentCommand("c-1", post.version(), text, visibility, null)
                .applyTo(post, new Situation(actor, Roster.EMPTY, clock.instant()), Terms.DEFAULT);
    }

    private Comment add(String who, Post post, String text) {
        return office.approvals.comments().add(office.as(who), post.id(), CommentForm.of(text));
    }

    private Comment add(String who, Post post, String text, Visibility visibility) {
        return office.approvals.comments().add(office.as(who), post.id(), new CommentForm(text, visibility, null));
    }

    private List<Comment> listed(Call call, Post post) {
        return office.approvals
                .comments()
                .list(call, post.id(), PageRequest.FIRST)
                .items();
    }

    /** Waits for the client. */
    private Post withClient(PostForm form) {
        office.wanting(stage("client", 0, Quorum.ANY, office.clientRef().toString()));
        return submitted(form);
    }
}
