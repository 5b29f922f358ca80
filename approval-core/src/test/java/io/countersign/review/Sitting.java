package io.countersign.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.canonical.Digest;
import io.countersign.contract.StageFixture;
import io.countersign.identity.Actor;
import io.countersign.identity.ApproverId;
import io.countersign.identity.LinkId;
import io.countersign.identity.Member;
import io.countersign.identity.Person;
import io.countersign.identity.Roster;
import io.countersign.routing.RoutedStage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A round while people vote in it: lena and lou are legal, mark and maya are marketing, maya wrote what is reviewed, and
 * a client decides through a link.
 */
final class Sitting {
    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    static final ApproverId CLIENT = new ApproverId("c1");
    private static final Member CLIENT_MEMBER = new Member(CLIENT, null, Set.of("agency"));

    static final Roster ROSTER = new Roster(
            List.of(CLIENT_MEMBER),
            Map.of(
                    "lena", Set.of("legal"),
                    "lou", Set.of("legal"),
                    "mark", Set.of("marketing"),
                    "maya", Set.of("marketing")),
            Map.of("legal", Set.of("lena", "lou"), "marketing", Set.of("mark", "maya")));

    Round round;
    Instant now = NOON;
    private int decisions;

    private Sitting(Plan plan) {
        round = Round.open(plan, ROSTER, now);
    }

    static Sitting of(StageFixture... stages) {
        return new Sitting(plan(true, false, stages));
    }

    static Sitting withoutFourEyes(StageFixture... stages) {
        return new Sitting(plan(false, false, stages));
    }

    static Sitting ofDistinctReviewers(StageFixture... stages) {
        return new Sitting(plan(true, true, stages));
    }

    static Plan plan(boolean fourEyes, boolean distinctReviewers, StageFixture... stages) {
        return new Plan(
                1,
                1,
                Digest.of("content"),
                NOON,
                1,
                fourEyes,
                distinctReviewers,
                false,
                null,
                Arrays.stream(stages)
                        .map(stage -> new RoutedStage(stage.rule(), List.of("rule 'x'")))
                        .toList());
    }

    Voted approves(String who) {
        return votes(who, Verdict.APPROVE);
    }

    /** Whoever is not the client is a user. */
    Voted votes(String who, Verdict verdict) {
        Actor actor = who.equals("client")
                ? new Actor.Guest(CLIENT_MEMBER, new LinkId("l1"), 1, false, null)
                : Actor.user(who, Set.of(), Set.of());
        Ballot ballot = new Ballot(
                "d" + decisions++,
                actor.name(),
                ROSTER.standing(actor, now),
                actor instanceof Actor.Guest guest ? guest.link() : null,
                actor.assurance(),
                Set.of(user("maya")),
                verdict,
                null,
                Visibility.INTERNAL,
                null);
        Voted voted = round.vote(ballot, ROSTER, now);
        if (voted instanceof Voted.Recorded recorded) round = recorded.round();
        return voted;
    }

    /** Lets time pass; what was overdue. */
    List<Overdue> passes(Duration time) {
        now = now.plus(time);
        Round.Passed passed = round.pass(now, null);
        round = passed.round();
        return passed.overdue();
    }

    void stands(StageStatus... stages) {
        assertThat(round.progress().stages()).extracting(StageProgress::status).containsExactly(stages);
    }

    void ended(Ending ending) {
        assertThat(round.isOpen()).isFalse();
        assertThat(round.progress().ending()).isEqualTo(ending);
        assertThat(round.progress().endedAt()).isEqualTo(now);
    }

    boolean awaits(String user) {
        return round.awaits(ROSTER.standing(Actor.user(user, Set.of(), Set.of()), now));
    }

    boolean isOpenTo(String user) {
        return round.isOpenTo(ROSTER.standing(Actor.user(user, Set.of(), Set.of()), now));
    }

    boolean wasReviewedBy(String user) {
        return round.reviewedBy(ROSTER.standing(Actor.user(user, Set.of(), Set.of()), now));
    }

    static Person user(String id) {
        return Person.user(id);
    }
}
