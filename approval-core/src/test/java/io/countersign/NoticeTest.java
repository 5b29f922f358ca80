package io.countersign;

import static io.countersign.contract.office.Office.stage;

import io.countersign.contract.HandClock;
import io.countersign.contract.office.Office;
import io.countersign.contract.office.Postbox;
import io.countersign.identity.Contact;
import io.countersign.identity.Directory;
import io.countersign.identity.Permission;
import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.notice.NoticeTerms;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.review.Verdict;
import io.countersign.routing.Quorum;
import io.countersign.store.ApprovalStore;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/** A test in an office where people are told, and lena and lou are legal. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
abstract class NoticeTest {
    static final Duration WINDOW = Duration.ofMinutes(5);

    final HandClock clock = new HandClock();
    final Postbox postbox = new Postbox();
    final People people = new People();
    final ApprovalStore store = new InMemoryApprovalStore(clock);
    Office office = office(terms());

    static NoticeTerms terms() {
        return NoticeTerms.standard().by(ZoneOffset.UTC, Locale.ENGLISH);
    }

    Office office(NoticeTerms terms) {
        return new Office(
                store,
                clock,
                Office.TERMS,
                builder -> builder.directory(people).notifier(postbox).noticeTerms(terms));
    }

    Post submitted(String caption) {
        Post draft = office.draft(caption);
        return office.approvals.posts().submit(office.as("maya"), draft.id(), null);
    }

    void legalSeesEverything() {
        office.wanting(stage("legal", 0, Quorum.ANY, "group:legal"));
    }

    void decide(String who, Post post, Verdict verdict) {
        decide(office.as(who), post, verdict);
    }

    void decide(Call call, Post post, Verdict verdict) {
        String note = verdict.refuses() ? "The claim needs a source" : null;
        office.approvals
                .reviews()
                .decide(call, DecisionForm.of(post.id(), post.version().number(), verdict, note));
    }

    Post edit(Post post, String caption) {
        return office.approvals
                .posts()
                .edit(office.as("maya"), post.id(), post.version().number(), PostForm.of(Office.LINKEDIN, caption));
    }

    Post again(PostId id) {
        return office.approvals.posts().submit(office.as("maya"), id, null);
    }

    /** The window passes and everything due is done. */
    void windowPasses() {
        pass(WINDOW);
    }

    void pass(Duration time) {
        clock.pass(time);
        office.approvals.tick();
    }

    /** Who is in which group, and how they are reached. */
    static final class People implements Directory {
        private final Map<String, Set<String>> groups =
                new HashMap<>(Map.of("legal", Set.of("lena", "lou"), "marketing", Set.of("mark", "maya")));

        private final Map<String, Contact> contacts = new HashMap<>();

        private final Set<String> failing = new HashSet<>();

        void are(String group, String... users) {
            groups.put(group, Set.of(users));
        }

        void fails(String user, boolean fail) {
            if (fail) failing.add(user);
            else failing.remove(user);
        }

        void lives(String user, String zone) {
            contacts.put(user, new Contact(user + "@acme.example", null, ZoneId.of(zone)));
        }

        @Override
        public Set<String> groupsOf(WorkspaceId workspace, String userId) {
            return groups.entrySet().stream()
                    .filter(group -> group.getValue().contains(userId))
                    .map(Map.Entry::getKey)
                    .collect(java.util.stream.Collectors.toSet());
        }

        @Override
        public Set<String> membersOf(WorkspaceId workspace, String group) {
            return groups.getOrDefault(group, Set.of());
        }

        @Override
        public Optional<String> nameOf(WorkspaceId workspace, String userId) {
            return Optional.of(userId.substring(0, 1).toUpperCase(Locale.ROOT) + userId.substring(1));
        }

        @Override
        public Optional<Contact> contactOf(WorkspaceId workspace, String userId) {
            if (failing.contains(userId)) throw new IllegalStateException("The directory is down");
            return Optional.ofNullable(contacts.get(userId));
        }

        @Override
        public Set<String> holdersOf(WorkspaceId workspace, Permission permission) {
            return permission == Permission.ROUTING_MANAGE ? Set.of("admin") : Set.of();
        }
    }
}
