package io.countersign.spring.mail;

import io.countersign.notice.Letter;
import io.countersign.spring.text.Clean;
import io.countersign.spring.text.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an approver without an account reads: how many, from whom, and where. */
final class ApproverLetter {
    private static final int MOST_SENDERS = 3;

    private ApproverLetter() {}

    static LetterView view(Words texts, Letter.ToApprover letter) {
        List<String> counts = new ArrayList<>();
        if (letter.waiting() > 0) counts.add(texts.count("approver.waiting", letter.waiting()));
        if (letter.withdrawn() > 0) counts.add(texts.count("approver.withdrawn", letter.withdrawn()));
        List<String> open = new ArrayList<>(counts.subList(1, counts.size()));
        if (!letter.senders().isEmpty()) open.add(texts.get("approver.sender", senders(texts, letter.senders())));
        String page = letter.page();
        open.add(texts.get(page == null ? "approver.linkless" : "approver.secret"));
        return new LetterView(
                texts.lang(),
                texts.get("dir"),
                counts.get(0),
                texts.get("greeting", Clean.line(letter.to().name())),
                open,
                List.of(),
                button(texts, page),
                List.of(texts.get("close")));
    }

    private static LetterView.@Nullable Button button(Words texts, @Nullable String page) {
        return page == null ? null : new LetterView.Button(texts.get("approver.page"), page);
    }

    private static String senders(Words texts, List<String> senders) {
        String named = String.join(
                ", ", senders.stream().limit(MOST_SENDERS).map(Clean::line).toList());
        int more = senders.size() - MOST_SENDERS;
        return more > 0 ? named + " " + texts.get("more", more) : named;
    }
}
