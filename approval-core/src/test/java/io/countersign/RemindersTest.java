package io.countersign;

import static io.countersign.contract.office.Office.LINKEDIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.audit.AuditEntry;
import io.countersign.audit.Trail;
import io.countersign.identity.Assurance;
import io.countersign.identity.ReviewerRef;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.PostStatus;
import io.countersign.routing.OnOverdue;
import io.countersign.routing.Quorum;
import io.countersign.routing.StageRule;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "{@code remindBefore} counts back from the publish time." */
class RemindersTest extends OfficeTest {
    @ParameterizedTest(name = "{0} before it goes out, {1} later: {2}")
    @CsvSource(nullValues = "-", textBlock = """
            # goes out in, ticks at,        reminded of
            PT48H,         PT23H,           -
            PT48H,         PT24H,           PT24H
            PT48H,         PT24H PT25H,     PT24H
            PT48H,         PT24H PT46H,     PT24H PT2H
            PT48H,         PT47H,           PT2H
            PT48H,         PT48H,           -
            PT24H,         PT1S,            -
            PT24H,         PT22H,           PT2H
            PT1H,          PT59M,           -
            -,             PT100H,          -
            """)
    void a_stage_that_is_open_is_reminded_at_each_time_before_once(String ahead, String ticks, String reminded) {
        remindBefore(Duration.ofHours(2), Duration.ofHours(24));
        Post post = submitted(ahead == null ? form() : in(Duration.parse(ahead)));
        Duration passed = Duration.ZERO;
        for (String tick : ticks.split(" ")) {
            clock.pass(Duration.parse(tick).minus(passed));
            passed = Duration.parse(tick);
            office.approvals.tick();
            office.approvals.tick();
        }
        assertThat(reminders(post)).isEqualTo(reminded == null ? List.of() : List.of(reminded.split(" ")));
    }

    @Test
    void a_new_time_is_reminded_of_anew() {
        remindBefore(Duration.ofHours(24));
        Post post = submitted(in(Duration.ofHours(48)));
        clock.pass(Duration.ofHours(25));
        office.approvals.tick();
        reschedule(post, clock.instant().plus(Duration.ofHours(72)));
        clock.pass(Duration.ofHours(47));
        office.approvals.tick();
        assertThat(reminders(post)).containsExactly("PT24H");
        clock.pass(Duration.ofHours(1));
        office.approvals.tick();
        assertThat(reminders(post)).containsExactly("PT24H", "PT24H");
    }

    @Test
    void a_time_that_comes_near_all_at_once_is_reminded_of_at_once() {
        remindBefore(Duration.ofHours(24));
        Post post = submitted(in(Duration.ofDays(30)));
        clock.pass(Duration.ofHours(30));
        reschedule(post, clock.instant().plus(Duration.ofHours(6)));
        office.approvals.tick();
        assertThat(reminders(post)).containsExactly("PT24H");
    }

    @Test
    void nobody_is_reminded_of_a_stage_that_is_over_or_has_not_begun() {
        office.wanting(
                reminding("first", 0, "user:lena", Duration.ofHours(24)),
                reminding("second", 10, "user:lou", Duration.ofHours(24)));
        Post post = submitted(in(Duration.ofHours(48)));
        clock.pass(Duration.ofHours(24));
        office.approvals.tick();
        assertThat(stages(post)).containsExactly("first");
        approve(post, "lena");
        clock.pass(Duration.ofHours(1));
        office.approvals.tick();
        assertThat(stages(post)).as("who is asked now is not reminded as well").containsExactly("first");
    }

    @Test
    void a_reminder_changes_nothing_else() {
        remindBefore(Duration.ofHours(24));
        Post post = submitted(in(Duration.ofHours(48)));
        clock.pass(Duration.ofHours(24));
        office.approvals.tick();
        Post after = office.now(post.id());
        assertThat(after.status()).isEqualTo(PostStatus.IN_REVIEW);
        assertThat(after.revision()).isEqualTo(post.revision() + 1);
        approve(after, "lena");
        assertThat(office.now(post.id()).status()).isEqualTo(PostStatus.SCHEDULED);
    }

    private PostForm in(Duration ahead) {
        return PostForm.of(LINKEDIN, "Hello").withSchedule(clock.instant().plus(ahead), ZoneOffset.UTC);
    }

    private void remindBefore(Duration... before) {
        office.wanting(reminding("legal", 0, "group:legal", before));
    }

    private static StageRule reminding(String name, int order, String reviewer, Duration... before) {
        return new StageRule(
                name,
                order,
                List.of(ReviewerRef.parse(reviewer)),
                Quorum.ANY,
                null,
                OnOverdue.REMIND,
                List.of(),
                List.of(before),
                Assurance.LINK);
    }

    private List<String> reminders(Post post) {
        return told(post, "before");
    }

    private List<String> stages(Post post) {
        return told(post, "stage");
    }

    private List<String> told(Post post, String member) {
        List<AuditEntry> newestFirst = entries(post.id(), "post.stage-reminded");
        return newestFirst.stream()
                .sorted(java.util.Comparator.comparing(AuditEntry::seq))
                .map(entry -> (String) Trail.details(entry.bytes()).get(member))
                .toList();
    }
}
