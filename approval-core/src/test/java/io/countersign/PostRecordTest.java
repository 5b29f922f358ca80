package io.countersign;

import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.audit.Anchor;
import io.countersign.audit.AuditEntry;
import io.countersign.audit.Ed25519Signer;
import io.countersign.canonical.Json;
import io.countersign.content.Diff;
import io.countersign.contract.HandClock;
import io.countersign.contract.office.LongCase;
import io.countersign.contract.office.Office;
import io.countersign.identity.Actor;
import io.countersign.identity.Assurance;
import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.PostStatus;
import io.countersign.problem.NotFoundException;
import io.countersign.problem.NotPermittedException;
import io.countersign.proof.Checkpoint;
import io.countersign.proof.SignedNote;
import io.countersign.record.Approval;
import io.countersign.record.Approval.Vouching;
import io.countersign.record.Attempt;
import io.countersign.record.DecisionRecord;
import io.countersign.record.DecisionRecord.Weight;
import io.countersign.record.GlassRecord;
import io.countersign.record.Line;
import io.countersign.record.LinkRecord;
import io.countersign.record.Listed;
import io.countersign.record.Material;
import io.countersign.record.Party;
import io.countersign.record.PostFacts.Out;
import io.countersign.record.PostRecord;
import io.countersign.record.Remark;
import io.countersign.record.RoundRecord;
import io.countersign.record.RoundRecord.State;
import io.countersign.record.ScheduleStep;
import io.countersign.record.VersionRecord;
import io.countersign.review.Ending;
import io.countersign.review.Verdict;
import io.countersign.routing.Quorum;
import io.countersign.routing.RoutingPolicy;
import io.countersign.store.PageRequest;
import io.countersign.store.TrailFilter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PostRecordTest {
    private final HandClock clock = new HandClock();
    private final Office office = new Office(
            new InMemoryApprovalStore(clock),
            clock,
            Office.TERMS,
            builder -> builder.checkpoints(
                    CheckpointTerms.signedBy(Ed25519Signer.of("acme-2026", Ed25519Signer.generate()))
                            .anchoredIn(new Drawer())));
    private final LongCase longCase = new LongCase(office);

    /** Takes whatever it is given. */
    private static final class Drawer implements Anchor {
        @Override
        public String name() {
            return "drawer";
        }

        @Override
        public String keep(WorkspaceId workspace, Checkpoint checkpoint, SignedNote note) {
            return "top";
        }

        @Override
        public Optional<SignedNote> last(WorkspaceId workspace) {
            return Optional.empty();
        }
    }

    private PostRecord record(PostId id) {
        return office.approvals.records().post(office.as("admin"), id);
    }

    private PostRecord whole() {
        return record(longCase.whole().post);
    }

    @Test
    void it_says_what_the_post_is_and_when_it_was_used() {
        PostRecord record = whole();

        assertThat(record.workspace()).isEqualTo(Office.ACME);
        assertThat(record.facts().target()).isEqualTo(Office.LINKEDIN);
        assertThat(record.facts().author()).isEqualTo(new Party(Actor.Kind.USER, "maya", null));
        assertThat(record.facts().status()).isEqualTo(PostStatus.PUBLISHED);
        assertThat(record.facts().version()).isEqualTo(5);
        assertThat(record.facts().digest()).isEqualTo(longCase.now().version().digest());
        assertThat(record.facts().zone()).isEqualTo(LongCase.BERLIN);
        assertThat(record.facts().use().out()).isEqualTo(Out.STILL);
        assertThat(record.facts().use().firstAt())
                .isEqualTo(longCase.now().state().publication().publishedAt());
        assertThat(record.facts().use().version()).isEqualTo(5);
        assertThat(record.facts().use().reference()).isEqualTo("https://channel.example/" + longCase.post);
        assertThat(record.facts().use().lastAt()).isNull();
        office.approvals.posts().recall(office.as("rita"), longCase.post, "It was wrong.");
        PostRecord recalled = record(longCase.post);
        assertThat(recalled.facts().use().out()).isEqualTo(Out.RECALLED);
        assertThat(recalled.facts().use().lastAt()).isEqualTo(recalled.at());
        assertThat(recalled.recalls()).hasSize(2).last().satisfies(recall -> {
            assertThat(recall.wasOut()).isTrue();
            assertThat(recall.reason().text()).isEqualTo("It was wrong.");
        });
    }

    @Test
    void every_version_is_whole_with_what_changed() {
        List<VersionRecord> versions = whole().versions();

        assertThat(versions).extracting(VersionRecord::number).containsExactly(1, 2, 3, 4, 5);
        assertThat(versions).allSatisfy(version -> {
            assertThat(version.holds()).isTrue();
            assertThat(version.unpinned()).containsExactly(0, 1);
            assertThat(version.content().media()).hasSize(2);
            assertThat(version.editedBy().id()).isEqualTo("maya");
        });
        assertThat(versions.get(0).changes()).isNull();
        VersionRecord.Changes changes = versions.get(4).changes();
        assertThat(changes).isNotNull();
        assertThat(changes.from()).isEqualTo(4);
        assertThat(changes.fields()).containsExactly(Diff.Field.CAPTION);
        assertThat(changes.caption())
                .contains(new Diff.Piece(Diff.Op.DELETE, "50"), new Diff.Piece(Diff.Op.INSERT, "40"));
    }

    @Test
    void every_round_says_what_was_asked_of_whom_why_and_how_it_ended() {
        List<RoundRecord> rounds = whole().rounds();

        assertThat(rounds)
                .extracting(RoundRecord::ending)
                .containsExactly(Ending.REFUSED, Ending.REFUSED, Ending.SUPERSEDED, Ending.APPROVED, Ending.APPROVED);
        RoundRecord first = rounds.get(0);
        assertThat(first.note()).extracting("text").isEqualTo("Please look at it by Friday.");
        assertThat(first.fourEyes()).isTrue();
        assertThat(first.policy()).isEqualTo(1);
        assertThat(first.requested()).extracting(Listed::ref).hasToString("[user:vera]");
        assertThat(first.classification()).isNotNull();
        assertThat(first.classification().used().labels()).hasToString("[Label[name=product-claim, confidence=0.930]]");
        assertThat(first.stages())
                .extracting(RoundRecord.Stage::name)
                .containsExactly("requested", "brand", "legal", "client");
        assertThat(first.stages().get(2).because())
                .containsExactly("rule 'claims to legal': keyword 'life' in caption");
        assertThat(first.stages().get(3).reviewers()).extracting(Listed::name).containsExactly("Clara Client");
        assertThat(first.stages().get(2).turns()).singleElement().satisfies(turn -> {
            assertThat(turn.kind()).isEqualTo(RoundRecord.Kind.OVERDUE);
            assertThat(turn.words()).contains("deadline passed");
        });
        assertThat(rounds.get(3).supersededAt()).as("recalled").isNotNull();
        assertThat(rounds.get(4).supersededAt()).isNull();
    }

    @Test
    void every_stage_says_where_it_came_to_in_earlier_rounds_too() {
        List<RoundRecord> rounds = whole().rounds();

        assertThat(states(rounds.get(0)))
                .containsExactly(State.CLEARED, State.CLEARED, State.CHANGES_REQUESTED, State.NOT_OPENED);
        assertThat(states(rounds.get(1)))
                .containsExactly(State.CLEARED, State.CLEARED, State.CLEARED, State.CHANGES_REQUESTED);
        assertThat(states(rounds.get(2)))
                .containsExactly(State.CLEARED, State.ENDED, State.NOT_OPENED, State.NOT_OPENED);
        assertThat(states(rounds.get(3))).containsOnly(State.CLEARED);
        assertThat(states(rounds.get(4))).containsOnly(State.CLEARED);
        RoundRecord.Stage legal = rounds.get(1).stages().get(2);
        assertThat(legal.openedAt()).isNotNull().isBefore(legal.clearedAt());
        assertThat(legal.dueAt()).isEqualTo(legal.openedAt().plus(Duration.ofHours(4)));
    }

    private static List<State> states(RoundRecord round) {
        return round.stages().stream().map(RoundRecord.Stage::state).toList();
    }

    @Test
    void every_decision_says_whose_it_is_in_whose_place_how_sure_and_what_it_came_to() {
        PostRecord record = whole();
        List<DecisionRecord> decisions = record.decisions();

        DecisionRecord delegated = decisions.stream()
                .filter(decision -> decision.inPlaceOf() != null)
                .findFirst()
                .orElseThrow();
        assertThat(delegated.by().id()).isEqualTo("mark");
        assertThat(delegated.inPlaceOf().id()).isEqualTo("lena");
        assertThat(delegated.note()).extracting("text").isEqualTo("For Lena, who is on leave.");
        DecisionRecord last = decisions.get(decisions.size() - 1);
        assertThat(last.by()).isEqualTo(new Party(Actor.Kind.APPROVER, last.by().id(), "Clara Client"));
        assertThat(last.assurance()).isEqualTo(Assurance.LINK);
        assertThat(last.link()).isEqualTo(longCase.link);
        assertThat(last.digest()).isEqualTo(record.facts().digest());
        assertThat(last.scheduledAt()).isEqualTo(record.facts().scheduledAt());
        assertThat(last.weight()).isEqualTo(Weight.COUNTED);
        assertThat(of(decisions, 1, "legal")).singleElement().satisfies(refused -> {
            assertThat(refused.verdict()).isEqualTo(Verdict.REQUEST_CHANGES);
            assertThat(refused.suggested()).extracting("text").isEqualTo("Kettles that last, for life as we know it");
        });
        assertThat(of(decisions, 3, "requested"))
                .extracting(DecisionRecord::weight)
                .containsExactly(Weight.SUPERSEDED);
        assertThat(of(decisions, 4, "client"))
                .extracting(DecisionRecord::weight)
                .containsExactly(Weight.SUPERSEDED);
        assertThat(of(decisions, 5, "brand"))
                .extracting(DecisionRecord::weight)
                .containsExactlyInAnyOrder(Weight.COUNTED, Weight.LATE);
    }

    private static List<DecisionRecord> of(List<DecisionRecord> decisions, int round, String stage) {
        return decisions.stream()
                .filter(decision ->
                        decision.round() == round && decision.stage().equals(stage))
                .toList();
    }

    @Test
    void the_approval_that_stands_names_who_vouches_for_it() {
        List<Approval> approvals = whole().approvals();

        assertThat(approvals).extracting(Approval::version).containsExactly(4, 5);
        assertThat(approvals).extracting(Approval::stands).containsExactly(false, true);
        Approval standing = approvals.get(1);
        assertThat(standing.basis()).isEqualTo(Approval.Basis.REVIEW);
        assertThat(standing.by())
                .extracting(Vouching::stage)
                .containsExactlyInAnyOrder("requested", "brand", "legal", "legal", "client");
    }

    @Test
    void refusals_by_rules_are_there() {
        assertThat(whole().refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.by().id()).isEqualTo("mark");
            assertThat(refusal.code()).isEqualTo("stale-version");
            assertThat(refusal.version()).isEqualTo(3);
            assertThat(refusal.verdict()).isEqualTo(Verdict.APPROVE);
        });
        assertThat(line(record(longCase.post), "post.refused").words())
                .isEqualTo("Wanted to approve it, naming version 3, and was refused:"
                        + " the version they had seen was not the current one any more.");
    }

    private static Line line(PostRecord record, String action) {
        return record.chronology().stream()
                .filter(line -> line.action().equals(action))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void it_tells_who_saw_what_through_which_link_and_never_a_secret() {
        PostRecord record = whole();

        assertThat(record.views()).hasSize(3).allSatisfy(view -> {
            assertThat(view.by().name()).isEqualTo("Clara Client");
            assertThat(view.link()).isEqualTo(longCase.link);
        });
        assertThat(record.views()).extracting("version").containsExactly(2, 4, 5);
        LinkRecord link = record.links().get(0);
        assertThat(record.links()).hasSize(1);
        assertThat(link.createdBy().id()).isEqualTo("admin");
        assertThat(link.revokedAt()).isNull();
        assertThat(link.history()).extracting(Line::action).startsWith("link.created", "link.unlocked");
        String json = Json.write(record);
        assertThat(json)
                .doesNotContain(longCase.issued.token().reveal())
                .doesNotContain(
                        Objects.requireNonNull(longCase.issued.password()).reveal())
                .doesNotContain("clara@client.example")
                .doesNotContain("tokenHash")
                .doesNotContain("argon2");
    }

    @Test
    void comments_times_holds_and_recalls_are_there() {
        PostRecord record = whole();

        assertThat(record.comments())
                .extracting(remark -> remark.said().text())
                .containsExactly("Nice one, but is “for life” true?", "Could it be shorter?", "It is out.");
        assertThat(record.comments()).extracting(Remark::link).containsExactly(null, longCase.link, null);
        assertThat(record.schedule())
                .extracting(ScheduleStep::kind)
                .startsWith(ScheduleStep.Kind.FIRST)
                .contains(ScheduleStep.Kind.MOVED, ScheduleStep.Kind.SET_OUT);
        assertThat(record.holds()).singleElement().satisfies(hold -> {
            assertThat(hold.by().id()).isEqualTo("rita");
            assertThat(hold.reason().text()).isEqualTo("Wait for the press release.");
            assertThat(hold.ending()).isEqualTo("post.unheld");
        });
        assertThat(record.recalls()).singleElement().satisfies(recall -> {
            assertThat(recall.wasOut()).isFalse();
            assertThat(recall.supersededRound()).isEqualTo(4);
        });
    }

    @Test
    void attempts_to_publish_have_fence_key_error_and_reference() {
        List<Attempt> attempts = whole().attempts();

        assertThat(attempts)
                .extracting(Attempt::result)
                .containsExactly(Attempt.Result.FAILED, Attempt.Result.PUBLISHED);
        assertThat(attempts).extracting(Attempt::fence).containsExactly(1L, 2L);
        assertThat(attempts.get(0).error()).contains("the channel is down");
        assertThat(attempts.get(0).nextAt()).isNotNull();
        assertThat(attempts.get(1).reference()).isEqualTo("https://channel.example/" + longCase.post);
        assertThat(attempts).extracting(Attempt::key).hasSize(2).doesNotContainNull();
    }

    @Test
    void the_chronology_has_every_entry_with_its_hash_and_says_whether_a_checkpoint_covers_it() {
        longCase.whole();
        office.approvals.checkpoints().make(office.as("admin"));
        PostRecord record = record(longCase.post);

        List<Line> own = record.chronology().stream()
                .filter(line -> line.stream().equals(longCase.now().stream()))
                .toList();
        assertThat(own).hasSize((int) longCase.now().revision());
        assertThat(own.get(own.size() - 1).hash()).isEqualTo(record.proof().head());
        assertThat(record.chronology()).extracting(Line::at).isSorted();
        assertThat(record.chronology()).extracting(Line::words).noneMatch(words -> words.startsWith("Did '"));
        assertThat(record.links().get(0).history())
                .extracting(Line::words)
                .noneMatch(words -> words.startsWith("Did '"));
        assertThat(record.proof().findings()).isEmpty();
        assertThat(record.proof().checkpoint()).isNotNull();
        assertThat(record.proof().covered()).isTrue();
        assertThat(record.proof().anchored()).isTrue();
        assertThat(record.proof().anchors()).extracting("anchor").containsExactly("drawer");
        office.approvals.posts().recall(office.as("rita"), longCase.post, "It was wrong.");
        assertThat(record(longCase.post).proof().covered()).isFalse();
    }

    @Test
    void without_a_signer_it_says_that_nothing_is_anchored() {
        Office plain = new Office(new InMemoryApprovalStore(clock), clock);
        Post post = plain.draft("Hello");
        PostRecord record = plain.approvals.records().post(plain.as("admin"), post.id());

        assertThat(record.proof().checkpoint()).isNull();
        assertThat(record.proof().anchored()).isFalse();
        assertThat(record.proof().statement()).startsWith("No checkpoint of this record is made");
        assertThat(record.facts().use().out()).isEqualTo(Out.NEVER);
        assertThat(record.rounds()).isEmpty();
    }

    @Test
    void break_glass_has_its_reason_its_consent_and_the_review_afterwards() {
        office.wanting(new RoutingPolicy(
                List.of(stage("legal", 0, Quorum.ANY, "group:legal")),
                List.of(),
                List.of("legal"),
                List.of(),
                true,
                true,
                false,
                false,
                true));
        Post post = office.approvals.posts().create(office.as("maya"), PostForm.of(Office.LINKEDIN, "Fire!"));
        office.approvals.posts().submit(office.as("maya"), post.id(), null);
        office.approvals.breakGlass().ask(office.as("rita"), post.id(), "The building burns.");
        assertThat(record(post.id()).breakGlass())
                .extracting(GlassRecord::consentedBy)
                .containsOnlyNulls();
        office.approvals.breakGlass().consent(office.as("admin"), post.id());
        office.approvals.tick();
        assertThat(record(post.id()).facts().reviewOwed()).isTrue();
        office.approvals.breakGlass().closeReview(office.as("vera"), post.id(), "It was right.");
        PostRecord record = record(post.id());

        assertThat(record.facts().reviewOwed()).isFalse();
        assertThat(record.rounds()).extracting(RoundRecord::ending).containsExactly(Ending.SUPERSEDED);
        assertThat(record.breakGlass()).singleElement().satisfies(glass -> {
            assertThat(glass.askedBy().id()).isEqualTo("rita");
            assertThat(glass.reason().text()).isEqualTo("The building burns.");
            assertThat(glass.consentedBy()).extracting(Party::id).isEqualTo("admin");
            assertThat(glass.finding()).extracting("text").isEqualTo("It was right.");
            assertThat(glass.independent()).isTrue();
        });
        assertThat(record.approvals()).singleElement().satisfies(approval -> {
            assertThat(approval.basis()).isEqualTo(Approval.Basis.BREAK_GLASS);
            assertThat(approval.by()).extracting(one -> one.party().id()).containsExactly("rita", "admin");
            assertThat(approval.stands()).isTrue();
        });
    }

    @Test
    void only_who_may_audit_reads_it_and_elsewhere_there_is_none() {
        Records records = office.approvals.records();
        assertThatThrownBy(() -> records.post(office.as("maya"), longCase.post))
                .isInstanceOf(NotPermittedException.class);
        assertThatThrownBy(() -> records.post(longCase.client(), longCase.post))
                .isInstanceOf(NotPermittedException.class);
        Call elsewhere = Call.of(new WorkspaceId("globex"), office.as("admin").actor());
        assertThatThrownBy(() -> records.post(elsewhere, longCase.post)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> records.post(office.as("admin"), new PostId("nothing")))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void an_entry_that_was_altered_is_listed_as_one_that_cannot_be_read() {
        Post post = longCase.now();
        AuditEntry created = office.approvals
                .records()
                .entries(
                        office.as("admin"),
                        new TrailFilter(post.id(), null, null, "post.created", null, null),
                        PageRequest.FIRST)
                .items()
                .get(0);
        for (String bytes : List.of("", "[]", "{}", "{\"link\":\"a b\",\"assurance\":\"SURE\",\"details\":[]}")) {
            AuditEntry altered = new AuditEntry(
                    created.workspace(),
                    created.stream(),
                    created.seq(),
                    created.at(),
                    created.actor(),
                    created.action(),
                    created.subject(),
                    bytes.getBytes(StandardCharsets.UTF_8),
                    created.previousHash(),
                    created.hash());
            PostRecord record = PostRecord.of(new Material(
                    post,
                    List.of(post.version()),
                    Map.of(),
                    List.of(altered),
                    Map.of(),
                    List.of(),
                    name -> null,
                    record(post.id()).proof(),
                    clock.instant()));
            assertThat(line(record, "post.created").words())
                    .isEqualTo("This entry cannot be read: its stored bytes are damaged.");
            assertThat(record.schedule()).isEmpty();
        }
    }

    @Test
    void its_json_is_made_of_plain_values() {
        Map<String, Object> json = Json.readObject(Json.write(whole()));

        assertThat(json).containsEntry("workspace", "acme").containsKeys("facts", "versions", "chronology", "proof");
        assertThat(Json.write(line(record(longCase.post), "post.created"))).contains("\"words\":\"Created the post");
    }
}
