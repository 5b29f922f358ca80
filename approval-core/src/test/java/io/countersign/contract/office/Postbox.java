package io.countersign.contract.office;

import io.countersign.notice.Letter;
import io.countersign.notice.News;
import io.countersign.notice.Notice;
import io.countersign.notice.Notifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Keeps every letter, but for people whose mail is broken. */
public final class Postbox implements Notifier {
    private final List<Letter> letters = new ArrayList<>();
    private final Set<String> broken = new HashSet<>();
    private int tried;
    private Runnable afterwards = () -> {};

    @Override
    public synchronized void send(Letter letter) {
        tried++;
        if (broken.contains(letter.to().person().ref())) throw new IllegalStateException("550 no such mailbox");
        letters.add(letter);
        afterwards.run();
    }

    /** Letters to this person fail from now on. */
    public synchronized void breaks(String person) {
        broken.add(person);
    }

    public synchronized void mends(String person) {
        broken.remove(person);
    }

    /** What happens once a letter is out. */
    public synchronized void afterwards(Runnable deed) {
        afterwards = deed;
    }

    public synchronized int tried() {
        return tried;
    }

    /** The letters since the last look. */
    public synchronized List<Letter> collect() {
        List<Letter> all = List.copyOf(letters);
        letters.clear();
        return all;
    }

    /** Each letter since the last look as whom it is to and what it tells, such as {@code user:lena REVIEW REVIEW}. */
    public List<String> told() {
        return collect().stream().map(Postbox::told).sorted().toList();
    }

    private static String told(Letter letter) {
        String to = letter.to().person().ref();
        if (letter instanceof Letter.ToUser user)
            return to + " "
                    + String.join(
                            " ",
                            user.news().stream()
                                    .map(News::kind)
                                    .map(Notice.Kind::name)
                                    .toList());
        Letter.ToApprover approver = (Letter.ToApprover) letter;
        return "%s waiting %d withdrawn %d".formatted(to, approver.waiting(), approver.withdrawn());
    }
}
