package io.countersign.spring.page;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.CommentForm;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Json;
import io.countersign.content.Anchor;
import io.countersign.identity.PostId;
import io.countersign.problem.InvalidInputException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A form about one post that decides nothing. */
sealed interface Remark extends Paper {
    PostId post();

    /** Has it done. */
    void carryOut(Approvals approvals, Call call);

    /** Key of the text that says it is done. */
    String done();

    /** What was typed; empty for nothing. */
    String typed();

    /** Something said for everyone. */
    record Comment(PostId post, String typed, @Nullable Anchor anchor) implements Remark {
        static Comment of(PostId post, FormBody form) {
            return new Comment(post, form.typed("text"), anchor(form.text("region")));
        }

        @Override
        public void carryOut(Approvals approvals, Call call) {
            approvals.comments().add(call, post, new CommentForm(typed, null, anchor));
        }

        @Override
        public String done() {
            return "results.commented";
        }

        /** Five numbers: of the medium, from 0, and of the rectangle on it, as fractions. */
        private static @Nullable Anchor anchor(@Nullable String region) {
            if (region == null) return null;
            String[] numbers = region.split(" ", -1);
            try {
                if (numbers.length != 5) throw new NumberFormatException("five are needed");
                return Anchor.Region.of(
                        Integer.parseInt(numbers[0]),
                        Double.parseDouble(numbers[1]),
                        Double.parseDouble(numbers[2]),
                        Double.parseDouble(numbers[3]),
                        Double.parseDouble(numbers[4]));
            } catch (NumberFormatException malformed) {
                throw new InvalidInputException("anchor", "must be a medium's index and four fractions");
            }
        }
    }

    /** Keeps the post from going out. */
    record Holding(PostId post, String typed) implements Remark {
        static Holding of(PostId post, FormBody form) {
            return new Holding(post, form.typed("reason"));
        }

        @Override
        public void carryOut(Approvals approvals, Call call) {
            approvals.posts().hold(call, post, typed);
        }

        @Override
        public String done() {
            return "results.held";
        }
    }

    /** Lets the post go out again. */
    record Unholding(PostId post) implements Remark {
        @Override
        public void carryOut(Approvals approvals, Call call) {
            approvals.posts().unhold(call, post);
        }

        @Override
        public String done() {
            return "results.unheld";
        }

        @Override
        public String typed() {
            return "";
        }
    }

    @Override
    default List<PostId> posts() {
        return List.of(post());
    }

    @Override
    default Digest fingerprint() {
        return Digest.of(Json.write(List.of(done(), String.valueOf(this))));
    }
}
