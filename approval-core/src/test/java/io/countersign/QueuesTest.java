package io.countersign;

import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.contract.office.Office;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.post.Post;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.NotFoundException;
import io.countersign.problem.NotPermittedException;
import io.countersign.review.Verdict;
import io.countersign.routing.Quorum;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.QueueCount;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What waits in a workspace, and who may see it. */
class QueuesTest extends GlassTest {
    @Test
    void queues_tell_how_many_posts_wait_in_each_stage_and_since_when_the_oldest() {
        allowing(stage("legal", 0, Quorum.ANY, "group:legal"), stage("boss", 1, Quorum.ANY, "user:vera"));
        Instant first = cut(clock.instant());
        Post one = submitted(form());
        clock.pass(Duration.ofHours(1));
        Instant second = cut(clock.instant());
        Post two = submitted(form());
        assertThat(queues().all(office.as("lena"))).containsExactly(new QueueCount("legal", 2, first, 0));
        assertThat(queues().of(office.as("lena"), "legal", PageRequest.FIRST).items())
                .containsExactly(two, one);
        clock.pass(Duration.ofHours(1));
        approve(one, "lena");
        assertThat(queues().all(office.as("lena")))
                .containsExactly(
                        new QueueCount("boss", 1, second.plus(Duration.ofHours(1)), 0),
                        new QueueCount("legal", 1, second, 0));
        assertThat(queues().of(office.as("vera"), "boss", PageRequest.FIRST).items())
                .containsExactly(office.now(one.id()));
    }

    @Test
    void explicit_reviewers_are_a_queue_like_another() {
        Post post =
                office.approvals.posts().create(office.as("maya"), form().withReviewers(List.of(office.clientRef())));
        submit(post);
        assertThat(queues().all(office.as("lena")))
                .extracting(QueueCount::stage)
                .containsExactly("requested");
    }

    @Test
    void a_stage_that_nobody_knows_is_an_empty_queue_and_what_is_no_name_is_refused() {
        submitted(form());
        assertThat(queues().of(office.as("lena"), "Legal", PageRequest.FIRST))
                .isEqualTo(new Page<Post>(List.of(), null));
        for (String none : List.of(" ", "a\0b", "x".repeat(101), "\uD83D"))
            assertThatThrownBy(() -> queues().of(office.as("lena"), none, PageRequest.FIRST))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("stage");
    }

    @Test
    void the_release_queue_is_what_was_approved_and_waits_for_a_person() {
        submitted(form());
        approved(ahead(form()));
        Post unscheduled = approved(form());
        Post manual = approved(manual(ahead(form())));
        assertThat(queues().release(office.as("rita"), PageRequest.FIRST).items())
                .containsExactly(manual, unscheduled);
        release(manual);
        decide(submitted(form()), "lena", Verdict.REJECT);
        assertThat(queues().release(office.as("lena"), PageRequest.FIRST).items())
                .containsExactly(unscheduled);
    }

    @Test
    void what_went_out_by_break_glass_is_owed_a_review_until_it_is_closed() {
        approved(form());
        Post broken = broken(form());
        assertThat(queues().owed(office.as("rita"), PageRequest.FIRST).items()).containsExactly(broken);
        assertThat(queues().all(office.as("lena"))).as("its round ended").isEmpty();
        office.approvals.tick();
        assertThat(queues().owed(office.as("lena"), PageRequest.FIRST).items())
                .containsExactly(office.now(broken.id()));
        close(broken, "vera");
        assertThat(queues().owed(office.as("rita"), PageRequest.FIRST).items()).isEmpty();
    }

    @Test
    void each_list_needs_its_permission_and_to_others_and_guests_it_is_not_there() {
        Map<Permission, String> allowed = new EnumMap<>(Permission.class);
        for (Permission permission : Permission.values()) allowed.put(permission, readable(permission));
        assertThat(allowed)
                .containsEntry(Permission.REVIEW, "all of release owed risk")
                .containsEntry(Permission.POST_RELEASE, "release owed risk")
                .containsEntry(Permission.POST_WRITE, "risk")
                .containsEntry(Permission.ADVOCACY_SHARE, "nothing is there");
        assertThat(allowed.values().stream().filter(String::isEmpty)).hasSize(Permission.values().length - 4);
        Call client = office.client();
        assertThatThrownBy(() -> queues().all(client)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> queues().atRisk(client, PageRequest.FIRST)).isInstanceOf(NotFoundException.class);
    }

    private String readable(Permission permission) {
        Call call = Call.of(Office.ACME, Actor.user("someone", Set.of(permission), Set.of()));
        StringBuilder readable = new StringBuilder();
        Map<String, Consumer<Call>> lists = new LinkedHashMap<>();
        lists.put("all", queues()::all);
        lists.put("of", one -> queues().of(one, "legal", PageRequest.FIRST));
        lists.put("release", one -> queues().release(one, PageRequest.FIRST));
        lists.put("owed", one -> queues().owed(one, PageRequest.FIRST));
        lists.put("risk", one -> queues().atRisk(one, PageRequest.FIRST));
        for (Map.Entry<String, Consumer<Call>> list : lists.entrySet()) {
            try {
                list.getValue().accept(call);
                readable.append(list.getKey()).append(' ');
            } catch (NotPermittedException refused) {
                assertThat(refused).hasMessageContaining("review");
            } catch (NotFoundException hidden) {
                return "nothing is there";
            }
        }
        return readable.toString().strip();
    }

    private Queues queues() {
        return office.approvals.queues();
    }
}
