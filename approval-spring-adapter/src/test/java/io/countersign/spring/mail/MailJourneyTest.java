package io.countersign.spring.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.Approvals;
import io.countersign.ApproverForm;
import io.countersign.Call;
import io.countersign.IssuedLink;
import io.countersign.LinkForm;
import io.countersign.approver.Approver;
import io.countersign.content.Channel;
import io.countersign.content.Target;
import io.countersign.host.HandClock;
import io.countersign.identity.Actor;
import io.countersign.identity.Contact;
import io.countersign.identity.Directory;
import io.countersign.identity.Permission;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.WorkspaceId;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.notice.NoticeTerms;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** From posts that wait to the mail that says so, over a real SMTP server. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MailJourneyTest {
    private static final WorkspaceId ACME = new WorkspaceId("acme");
    private static final Call ADMIN = Call.of(ACME, Actor.user("admin", Set.of(Permission.values()), Set.of()));
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final PostOffice office = new PostOffice();
    private final HandClock clock = new HandClock();
    private final Approvals approvals = Approvals.on(new InMemoryApprovalStore(clock))
            .baseUrl("https://posts.example/approval")
            .directory(new Everybody())
            .notifier(new MailNotifier(office.sender(), new TemplateWriter(null, null), "approvals@acme.example"))
            .noticeTerms(NoticeTerms.standard().within(WINDOW))
            .build();

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void forty_posts_that_wait_for_one_reviewer_make_one_mail_readable_in_text_and_html() throws Exception {
        for (int i = 1; i <= 40; i++) submit("Caption %d. <b>Grüße</b> \uD83D\uDE80".formatted(i), "user:lena");
        approvals.notices().run();
        assertThat(office.received()).as("within the window").isEmpty();
        clock.pass(WINDOW);
        approvals.notices().run();
        approvals.notices().run();
        assertThat(office.received()).hasSize(1);
        PostOffice.Received mail = office.received().get(0);
        assertThat(mail.message().getAllRecipients())
                .extracting(Object::toString)
                .containsExactly("lena <lena@acme.example>");
        assertThat(mail.message().getSubject()).isEqualTo("40 Beiträge warten auf Ihre Prüfung");
        for (int i = 1; i <= 40; i++) {
            assertThat(mail.text()).contains("Caption %d. <b>Grüße</b> \uD83D\uDE80".formatted(i));
            assertThat(mail.html()).contains("Caption %d. &lt;b&gt;Grüße&lt;/b&gt; \uD83D\uDE80".formatted(i));
        }
    }

    @Test
    void S_6_and_S_29_the_mail_to_a_client_holds_neither_secret_nor_password_nor_content() throws Exception {
        Approver dana = approvals.approvers().register(ADMIN, ApproverForm.external("Dana", "dana@client.example"));
        IssuedLink link = approvals.links().create(ADMIN, LinkForm.of(dana.id()));
        submit("Top secret merger", "approver:" + dana.id());
        clock.pass(WINDOW);
        approvals.notices().run();
        PostOffice.Received mail = office.received().get(0);
        assertThat(mail.message().getSubject()).isEqualTo("A post waits for your decision");
        String token = link.token().reveal();
        for (String part : List.of(mail.text(), mail.html(), mail.message().getSubject()))
            assertThat(part)
                    .doesNotContain("merger")
                    .doesNotContain(token.substring(token.indexOf('.') + 1))
                    .doesNotContain(Objects.requireNonNull(link.password()).reveal());
        assertThat(mail.text())
                .contains("https://posts.example/approval/review/" + link.link().id() + "\n");
    }

    private void submit(String caption, String reviewer) {
        PostForm form = PostForm.of(new Target(new Channel("LINKEDIN"), "acme-corp"), caption)
                .withReviewers(List.of(ReviewerRef.parse(reviewer)));
        Post post = approvals.posts().create(ADMIN, form);
        approvals.posts().submit(ADMIN, post.id(), null);
    }

    /** Everybody has an address and reads German. */
    private static final class Everybody implements Directory {
        @Override
        public Set<String> groupsOf(WorkspaceId workspace, String userId) {
            return Set.of();
        }

        @Override
        public Set<String> membersOf(WorkspaceId workspace, String group) {
            return Set.of();
        }

        @Override
        public Optional<Contact> contactOf(WorkspaceId workspace, String userId) {
            return Optional.of(new Contact(userId + "@acme.example", Locale.GERMANY, ZoneId.of("Europe/Berlin")));
        }
    }
}
