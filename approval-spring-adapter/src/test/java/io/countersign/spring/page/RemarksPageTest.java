package io.countersign.spring.page;

import static io.countersign.spring.page.Reader.fields;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.CommentForm;
import io.countersign.content.Anchor;
import io.countersign.content.Media;
import io.countersign.post.Post;
import io.countersign.post.PostStatus;
import io.countersign.review.Visibility;
import io.countersign.store.PageRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reviewer says besides deciding: comments, and holds. */
class RemarksPageTest extends PageTest {
    private static final String COMMENT = "name=\"text\"";

    @Test
    void a_comment_is_there_for_everyone_once_however_often_the_form_is_sent() {
        Post post = studio.waiting("acme-corp", "Hello");
        reader.unlock(studio);
        var form = commentForm(post);
        form.addAll(fields("text", "Is the <b>logo</b> new?\r\nReally?"));
        var answer = reader.post(place(post) + "/comments", form);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("Your comment is there for everyone", "You");
        assertThat(answer.body()).contains("Is the &lt;b&gt;logo&lt;/b&gt; new?\nReally?</p>");
        reader.post(place(post) + "/comments", form);
        assertThat(approvals
                        .comments()
                        .list(studio.as("maya"), post.id(), PageRequest.FIRST)
                        .items())
                .singleElement()
                .satisfies(comment -> {
                    assertThat(comment.visibility()).isEqualTo(Visibility.EVERYONE);
                    assertThat(comment.text()).isEqualTo("Is the <b>logo</b> new?\nReally?");
                });
    }

    @Test
    void a_comment_may_point_at_a_place_on_a_picture_which_is_drawn_without_script() {
        Post post = studio.submitted(Studio.form("acme-corp", "Hello")
                .withMedia(List.of(new Media("https://cdn.example/a.png", Media.Type.IMAGE, "A kettle", null)))
                .withReviewers(List.of(studio.jordans())));
        reader.unlock(studio);
        var form = commentForm(post);
        form.removeIf(field -> field.getKey().equals("region"));
        form.addAll(fields("text", "Here", "region", "0 0.1000 0.2000 0.3000 0.4000"));
        var answer = reader.post(place(post) + "/comments", form);
        assertThat(answer.body())
                .contains("<rect x=\"1000\" y=\"2000\" width=\"3000\" height=\"4000\"/>")
                .contains("A rectangle on the picture: 10 % from the left, 20 % from the top, 30 % wide, 40 % high");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0.1 0.2 0.3", "x", "0 0 0 2 2", "3 0 0 1 1", "0 NaN 0 1 1", "-1 0 0 1 1"})
    void a_place_that_is_none_is_refused_and_nothing_is_said(String region) {
        Post post = studio.submitted(Studio.form("acme-corp", "Hello")
                .withMedia(List.of(new Media("https://cdn.example/a.png", Media.Type.IMAGE, null, null)))
                .withReviewers(List.of(studio.jordans())));
        reader.unlock(studio);
        var form = commentForm(post);
        form.removeIf(field -> field.getKey().equals("region"));
        form.addAll(fields("text", "Here", "region", region));
        assertThat(reader.post(place(post) + "/comments", form).status()).isIn(200, 400);
        assertThat(studio.recorded("post.commented")).isZero();
    }

    @Test
    void an_empty_comment_is_refused_and_one_that_is_too_long_is_still_there() {
        Post post = studio.waiting("acme-corp", "Hello");
        reader.unlock(studio);
        var form = commentForm(post);
        form.addAll(fields("text", "   "));
        assertThat(reader.post(place(post) + "/comments", form).text()).contains("Please write something.");
        form.removeIf(field -> field.getKey().equals("text"));
        form.addAll(fields("text", "n".repeat(4001)));
        assertThat(reader.post(place(post) + "/comments", form).body())
                .contains("What you wrote cannot be kept", "n".repeat(4001) + "</textarea>");
        assertThat(studio.recorded("post.commented")).isZero();
    }

    @Test
    void what_users_say_among_themselves_is_not_shown_and_what_is_for_everyone_is() {
        Post post = studio.waiting("acme-corp", "Quiet things, made well.");
        approvals.comments().add(studio.as("lena"), post.id(), CommentForm.of("For us alone"));
        approvals
                .comments()
                .add(
                        studio.as("maya"),
                        post.id(),
                        new CommentForm("About these words", Visibility.EVERYONE, new Anchor.Passage(6, 12)));
        approvals.comments().add(studio.as("lena"), post.id(), new CommentForm("Fine", Visibility.EVERYONE, null));
        reader.unlock(studio);
        var page = reader.get(place(post));
        assertThat(page.text())
                .contains("Maya Okafor", "About: things", "About these words", "Somebody else", "Fine")
                .doesNotContain("For us alone", "Lena", "lena");
        assertThat(page.body().indexOf("About these words"))
                .isLessThan(page.body().indexOf("Fine</p>"));
    }

    @Test
    void an_approved_post_is_held_with_a_reason_and_let_go_by_who_holds_it() {
        Post post = studio.waiting("acme-corp", "Hello");
        var approving = Reader.form(reader.unlock(studio), post.id().value(), "value=\"APPROVE\"");
        approving.add(Map.entry("verdict", "APPROVE"));
        reader.post("/decisions", approving);
        assertThat(studio.now(post.id()).status()).isEqualTo(PostStatus.APPROVED);

        var hold = Reader.form(reader.get(place(post)), post.id().value(), "name=\"reason\"");
        hold.add(Map.entry("reason", " "));
        assertThat(reader.post(place(post) + "/hold", hold).text()).contains("Please write why.");
        assertThat(studio.now(post.id()).state().hold()).isNull();

        hold.removeIf(field -> field.getKey().equals("reason"));
        hold.add(Map.entry("reason", "The price is wrong"));
        var held = reader.post(place(post) + "/hold", hold);
        assertThat(held.text())
                .contains("The post is held", "You hold this post", "The price is wrong", "Let it go out")
                .contains("It is held: it does not go out until somebody lets it.");
        assertThat(studio.now(post.id()).state().hold()).isNotNull();
        reader.post(place(post) + "/hold", hold);
        assertThat(studio.recorded("post.held")).isOne();

        var unhold = Reader.form(held, post.id().value(), "Let it go out");
        assertThat(reader.post(place(post) + "/unhold", unhold).text()).contains("The post is not held any more");
        assertThat(studio.now(post.id()).state().hold()).isNull();
    }

    @Test
    void S_44_a_comment_and_a_hold_need_the_pages_token() {
        Post post = studio.waiting("acme-corp", "Hello");
        reader.unlock(studio);
        assertThat(reader.post(place(post) + "/comments", fields("text", "Hi")).status())
                .isEqualTo(403);
        assertThat(reader.post(place(post) + "/hold", fields("reason", "Stop")).status())
                .isEqualTo(403);
        assertThat(reader.post(place(post) + "/unhold", List.of()).status()).isEqualTo(403);
        assertThat(studio.recorded("post.commented")).isZero();
    }

    @Test
    void on_a_post_of_somebody_else_nothing_can_be_said() {
        Post foreign = new Studio(approvals).waiting("acme-corp", "Elsewhere");
        Post own = studio.waiting("acme-corp", "Hello");
        reader.unlock(studio);
        var form = commentForm(own);
        form.addAll(fields("text", "Hi", "reason", "Stop"));
        for (String what : List.of("/comments", "/hold", "/unhold"))
            assertThat(reader.post(place(foreign) + what, form).status())
                    .as(what)
                    .isEqualTo(404);
    }

    @Test
    void after_such_a_form_its_address_leads_back_to_the_list() {
        for (String what : List.of("/comments", "/hold", "/unhold")) {
            var answer = reader.get("/posts/x" + what);
            assertThat(answer.status()).isEqualTo(303);
            assertThat(answer.header("Location")).isEqualTo("/approval/review/posts");
        }
    }

    private List<Map.Entry<String, String>> commentForm(Post post) {
        return Reader.talk(reader.get(place(post)), COMMENT);
    }

    private static String place(Post post) {
        return "/posts/" + post.id();
    }
}
