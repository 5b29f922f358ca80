package io.countersign.spring.page;

import io.countersign.link.TooManyAttemptsException;
import io.countersign.post.IllegalTransitionException;
import io.countersign.problem.ApprovalException;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.Violation;
import java.time.Duration;
import java.util.Set;

/** Why something was not done, said to a reader who knows no ids and no codes. */
final class ProblemTexts {
    private static final int MINUTES_FROM = 120;
    private static final Set<String> WRITTEN = Set.of("note", "text", "reason", "suggestion.caption");

    private final PageTexts texts;

    ProblemTexts(PageTexts texts) {
        this.texts = texts;
    }

    String of(ApprovalException problem) {
        if (problem instanceof InvalidInputException invalid) return of(invalid);
        if (problem instanceof TooManyAttemptsException throttled)
            return texts.get("problem.too-many-attempts", wait(throttled.retryAfter()));
        if (problem instanceof IllegalTransitionException moved)
            return texts.get(
                    "js." + moved.code(),
                    texts.code("status", moved.postStatus().name()));
        String known = texts.code("js", problem.code());
        return known.equals(problem.code()) ? sentence(problem) : known;
    }

    private String of(InvalidInputException invalid) {
        for (Violation violation : invalid.violations()) {
            if (violation.field().equals("note") && violation.message().startsWith("is required"))
                return texts.get("js.note");
            if (violation.field().equals("scheduledAt")) return texts.get("js.time");
            boolean blank = violation.message().equals("must not be blank");
            if (blank && violation.field().equals("text")) return texts.get("js.comment");
            if (blank && violation.field().equals("reason")) return texts.get("js.hold");
            if (violation.field().startsWith("suggestion")
                    && violation.message().startsWith("is the caption")) return texts.get("problem.suggestion");
            if (WRITTEN.contains(violation.field())) return texts.get("problem.text");
        }
        return texts.get("js.invalid-input");
    }

    private String wait(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < MINUTES_FROM) return texts.count("wait.seconds", Math.toIntExact(seconds));
        return texts.count("wait.minutes", Math.toIntExact((seconds + 59) / 60));
    }

    private String sentence(ApprovalException problem) {
        String message = problem.getMessage();
        return message == null ? texts.get("error.failed.title") : message;
    }
}
