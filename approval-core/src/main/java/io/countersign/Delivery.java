package io.countersign;

import io.countersign.approver.Approver;
import io.countersign.identity.Contact;
import io.countersign.identity.Person;
import io.countersign.identity.ReviewerRef;
import io.countersign.notice.Addressee;
import io.countersign.notice.Letter;
import io.countersign.notice.Notice;
import io.countersign.notice.NoticeTerms;
import io.countersign.notice.Notifier;
import io.countersign.notice.Recipient;
import io.countersign.store.NoticeQueue;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the letters of one workspace while its notices are held; each letter is settled before the next is sent. */
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    /** A group's notice becomes one for each person; what would be more waits for its next turn. */
    private static final int MOST_PERSONAL = 5_000;

    /** What one person is to be told. */
    private static final class Box {
        /** Among them those of groups. */
        final List<Notice> notices = new ArrayList<>();

        /** Nobody else's. */
        final List<Notice> own = new ArrayList<>();

        /** Null where nothing is due, or nobody could say. */
        @Nullable
        Addressee addressee;

        /** The end of a pause after a failed attempt, or of quiet hours; null where there is no need to wait. */
        @Nullable
        Instant waitUntil;

        boolean isDue(Instant now) {
            return notices.stream().anyMatch(notice -> notice.isDue(now));
        }

        boolean isReady() {
            return addressee != null && waitUntil == null;
        }
    }

    private final Desk desk;
    private final NoticeTerms terms;
    private final Notifier notifier;
    private final @Nullable String baseUrl;
    private final NoticeQueue.Held held;
    private final Names names;
    private final Map<Person, Box> boxes = new LinkedHashMap<>();
    private final long since = System.nanoTime();
    private int sent;
    private int failed;

    Delivery(Desk desk, NoticeTerms terms, Notifier notifier, @Nullable String baseUrl, NoticeQueue.Held held) {
        this.desk = desk;
        this.terms = terms;
        this.notifier = notifier;
        this.baseUrl = baseUrl;
        this.held = held;
        this.names = new Names(desk, held.workspace());
    }

    Notices.Run run() {
        return new Notices.Run(sent, failed);
    }

    /** Whether there was time for all of it, and nobody else came to hold it. */
    boolean deliver() {
        Audience audience = Audience.of(desk, held);
        for (Notice notice : held.notices())
            for (Person person : audience.of(notice))
                boxes.computeIfAbsent(person, first -> new Box()).notices.add(notice);
        address();
        if (!makePersonal(audience)) return false;
        Letters letters = new Letters(desk, held.workspace(), baseUrl, names);
        for (Map.Entry<Person, Box> one : boxes.entrySet()) {
            if (!one.getValue().isReady()) continue;
            boolean late = System.nanoTime() - since > terms.lease().toNanos() / 2;
            if (late || !send(letters, audience, one.getKey(), one.getValue())) return false;
        }
        return true;
    }

    private void address() {
        Map<Person, Box> due = new LinkedHashMap<>();
        boxes.forEach((person, box) -> {
            if (box.isDue(held.now())) due.put(person, box);
        });
        Map<Person, Approver> registered = new HashMap<>();
        Set<ReviewerRef> refs = due.keySet().stream()
                .map(person -> ReviewerRef.parse(person.ref()))
                .collect(Collectors.toSet());
        if (!refs.isEmpty())
            desk.store
                    .meant(held.workspace(), refs)
                    .forEach(approver -> registered.put(approver.member().person(), approver));
        due.forEach((person, box) -> {
            try {
                Addressee addressee = addressee(person, registered.get(person));
                box.addressee = addressee;
                box.waitUntil = waitUntil(box, addressee.zone());
            } catch (RuntimeException unknown) {
                LOG.warn(
                        "Nobody could say how {} of workspace {} is reached: {}",
                        person,
                        held.workspace(),
                        unknown.toString());
            }
        });
    }

    private Addressee addressee(Person person, @Nullable Approver registered) {
        String name = registered == null ? person.ref() : registered.nameOrId();
        String email = registered == null ? null : registered.email();
        Locale language = terms.language();
        ZoneId zone = terms.zone();
        if (ReviewerRef.parse(person.ref()) instanceof ReviewerRef.User user) {
            name = desk.directory
                    .nameOf(held.workspace(), user.id())
                    .orElse(registered == null ? user.id() : registered.nameOrId());
            Optional<Contact> contact = desk.directory.contactOf(held.workspace(), user.id());
            email = contact.map(Contact::email).orElse(email);
            language = contact.map(Contact::language).orElse(language);
            zone = contact.map(Contact::zone).orElse(zone);
        }
        return new Addressee(person, name, email, language, zone);
    }

    private @Nullable Instant waitUntil(Box box, ZoneId zone) {
        Instant now = held.now();
        return box.notices.stream()
                .filter(notice -> notice.attempts() > 0 && !notice.isDue(now))
                .map(Notice::dueAt)
                .max(Instant::compareTo)
                .or(() -> terms.quietUntil(now, zone))
                .orElse(null);
    }

    /** What is due, or goes along with what is due, becomes a notice for each person, to be settled one by one. */
    private boolean makePersonal(Audience audience) {
        List<Notice> done = new ArrayList<>();
        List<Notice> instead = new ArrayList<>();
        for (Notice notice : held.notices()) {
            Set<Person> persons = audience.of(notice);
            boolean concerned = notice.isDue(held.now())
                    || persons.stream().anyMatch(person -> box(person).isReady());
            boolean tooMany = !instead.isEmpty() && instead.size() + persons.size() > MOST_PERSONAL;
            if (!concerned || tooMany) continue;
            List<Notice> each = new ArrayList<>();
            for (Person person : persons) personal(notice, person).ifPresent(each::add);
            if (each.equals(List.of(notice))) continue;
            done.add(notice);
            instead.addAll(each);
        }
        return done.isEmpty() || desk.store.settle(held, done, instead);
    }

    private Optional<Notice> personal(Notice notice, Person person) {
        Notice own = notice.to().equals(Recipient.of(person)) ? notice : notice.to(person);
        Box box = box(person);
        if (box.isReady()) box.own.add(own);
        if (box.waitUntil != null) return Optional.of(own.notBefore(box.waitUntil));
        return box.addressee == null && box.isDue(held.now()) ? retried(own) : Optional.of(own);
    }

    private Box box(Person person) {
        return Objects.requireNonNull(boxes.get(person));
    }

    private boolean send(Letters letters, Audience audience, Person person, Box box) {
        List<Notice> instead = List.of();
        try {
            Optional<Letter> letter =
                    letters.write(Objects.requireNonNull(box.addressee), audience.standing(person), box.own);
            if (letter.isPresent()) notifier.send(letter.get());
            if (letter.isPresent()) sent++;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception failure) {
            failed++;
            LOG.warn("A letter to {} of workspace {} failed: {}", person, held.workspace(), failure.toString());
            LOG.debug("The letter to {} failed here", person, failure);
            instead = box.own.stream()
                    .map(this::retried)
                    .flatMap(Optional::stream)
                    .toList();
        }
        return desk.store.settle(held, box.own, instead)
                && !Thread.currentThread().isInterrupted();
    }

    /** Empty after the last attempt. */
    private Optional<Notice> retried(Notice notice) {
        int attempts = notice.attempts() + 1;
        if (attempts >= terms.attempts()) {
            LOG.error(
                    "{} of workspace {} is never told {} of {}, after {} attempts",
                    notice.to(),
                    held.workspace(),
                    notice.kind(),
                    notice.about(),
                    attempts);
            return Optional.empty();
        }
        Instant next = held.now().plus(terms.backoff().after(attempts)).truncatedTo(ChronoUnit.MICROS);
        return Optional.of(notice.failed(next));
    }
}
