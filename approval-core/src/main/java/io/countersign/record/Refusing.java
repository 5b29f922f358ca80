package io.countersign.record;

import io.countersign.post.PostEvent;
import io.countersign.review.Verdict;
import java.util.Locale;

/** What was wanted and why a rule refused it, in words. */
final class Refusing {
    private Refusing() {}

    static String words(PostEvent.Refused event) {
        String wanted = event.verdict() == null ? wanted(event.command()) : wanted(event.verdict());
        String which = event.version() == null ? "" : ", naming version %d,".formatted(event.version());
        return "Wanted to %s%s and was refused: %s.".formatted(wanted, which, why(event.code()));
    }

    private static String wanted(Verdict verdict) {
        return switch (verdict) {
            case APPROVE -> "approve it";
            case REQUEST_CHANGES -> "request changes to it";
            case REJECT -> "reject it";
        };
    }

    private static String wanted(String command) {
        return switch (command) {
            case "EDIT", "SAVE" -> "change it";
            case "SUBMIT" -> "submit it for review";
            case "DECIDE" -> "decide on it";
            case "RELEASE" -> "release it";
            case "RESCHEDULE" -> "move it to another time";
            case "HOLD" -> "hold it back";
            case "UNHOLD" -> "let it go again";
            case "WITHDRAW" -> "withdraw it";
            case "RETRY" -> "have publishing tried again";
            case "CONFIRM" -> "say whether it is out";
            case "RECALL" -> "recall it";
            case "COMMENT" -> "comment on it";
            case "BREAK_GLASS" -> "have it published without its reviewers";
            case "CONSENT" -> "consent to publishing it without its reviewers";
            case "CLOSE_REVIEW" -> "close the review that was owed";
            default -> "do '%s'".formatted(command.toLowerCase(Locale.ROOT).replace('_', ' '));
        };
    }

    private static String why(String code) {
        return switch (code) {
            case "stale-version" -> "the version they had seen was not the current one any more";
            case "illegal-transition" -> "the post was in no state for it";
            case "not-permitted" -> "they were not permitted to";
            case "invalid-input" -> "what they sent was not valid";
            default -> "the rule is '%s'".formatted(code);
        };
    }
}
