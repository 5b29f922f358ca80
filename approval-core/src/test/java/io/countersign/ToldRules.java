package io.countersign;

import java.util.List;
import java.util.function.Consumer;

/** What semantics.md says of delegation and of who is told, as the tests of both show it. */
final class ToldRules {
    static final List<Shown> ALL = List.of(
            delegation(
                    "`[from, until)`, at most three hops, no cycles",
                    List.of(
                            DelegationsTest::a_delegation_holds_from_its_first_instant_until_before_its_last,
                            DelegationsTest::over_three_hops_the_groups_of_who_is_at_the_end_count,
                            DelegationsTest::no_circle_can_be_closed_while_all_of_it_holds)),
            delegation(
                    "the record names both",
                    List.of(
                            DelegationsTest
                                    ::a_delegate_finds_what_waits_for_the_delegator_and_decides_it_and_the_record_names_both)),
            told(
                    "one message a person and window for all that waits",
                    List.of(ToldTest::forty_posts_that_wait_for_one_reviewer_make_one_letter)),
            told(
                    "reviewers when their stage opens or is overdue",
                    List.of(
                            ToldTest::reviewers_when_their_stage_opens_each_member_of_a_group_and_the_next_order_later,
                            ToldTest::reviewers_and_the_author_of_a_stage_that_is_overdue)),
            told("the author on each refusal", List.of(ToldTest::the_author_on_a_refusal_with_who_and_why)),
            told(
                    "final approval",
                    List.of(ToldTest::the_author_on_the_final_approval_and_not_on_one_that_no_review_was_needed_for)),
            told(
                    "missed time, publish failure",
                    List.of(ToldTest::the_author_on_a_missed_time_and_on_a_publication_that_failed_for_good)),
            told(
                    "blocked stage",
                    List.of(ToldTest::the_author_and_who_manages_routing_of_a_blocked_stage_until_it_heals)),
            told("a link's creator on a renewal request", List.of(ToldTest::a_links_creator_on_a_renewal_request)),
            told(
                    "to an external approver has the count and the sender, and the page's address without secret",
                    List.of(ToldTest::an_external_approver_of_the_number_the_senders_and_the_page_without_its_secret)));

    private ToldRules() {}

    private static Shown told(String words, List<Consumer<ToldTest>> stories) {
        return new Shown(words, scene -> stories.forEach(story -> story.accept(new ToldTest())));
    }

    private static Shown delegation(String words, List<Consumer<DelegationsTest>> stories) {
        return new Shown(
                words,
                scene -> stories.forEach(story -> {
                    DelegationsTest test = new DelegationsTest();
                    test.legal_sees_everything();
                    story.accept(test);
                }));
    }
}
