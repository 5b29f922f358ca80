package io.countersign.routing;

import static io.countersign.routing.Policies.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.content.Media;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ConditionTest {
    @Test
    void a_channel_matches_by_its_name() {
        String condition = """
                {"channel": ["LINKEDIN", "X"]}""";
        assertThat(reason(condition, Contents.on("X", "acme"))).isEqualTo("channel X");
        assertThat(reason(condition, Contents.on("TIKTOK", "acme"))).isEmpty();
    }

    @Test
    void an_account_matches_exactly() {
        String condition = """
                {"account": ["acme-corp"]}""";
        assertThat(reason(condition, Contents.on("X", "acme-corp"))).isEqualTo("account 'acme-corp'");
        assertThat(reason(condition, Contents.on("X", "acme"))).isEmpty();
    }

    @Test
    void a_category_matches_where_there_is_one() {
        String condition = """
                {"category": ["product", "health"]}""";
        assertThat(reason(condition, Contents.ofCategory("health"))).isEqualTo("category 'health'");
        assertThat(reason(condition, Contents.ofCategory("other"))).isEmpty();
        assertThat(reason(condition, Contents.withCaption("health"))).isEmpty();
    }

    @Test
    void a_campaign_matches_any_tag() {
        String condition = """
                {"campaign": ["summer", "spring"]}""";
        assertThat(reason(condition, Contents.ofCampaign("winter", "spring"))).isEqualTo("campaign 'spring'");
        assertThat(reason(condition, Contents.ofCampaign())).isEmpty();
    }

    @Test
    void an_author_matches_by_id() {
        assertThat(reason("""
                {"author": ["maya"]}""", Contents.withCaption("x"))).isEqualTo("author 'maya'");
        assertThat(reason("""
                {"author": ["mark"]}""", Contents.withCaption("x"))).isEmpty();
    }

    @Test
    void a_media_type_matches_any_medium() {
        String condition = """
                {"mediaType": ["GIF", "VIDEO"]}""";
        assertThat(reason(condition, Contents.withMedia(Media.Type.VIDEO))).isEqualTo("media type VIDEO");
        assertThat(reason(condition, Contents.withMedia(Media.Type.IMAGE))).isEmpty();
        assertThat(reason(condition, Contents.withCaption("video"))).isEmpty();
    }

    @Test
    void a_pattern_is_found_in_caption_link_and_alt_texts() {
        String condition = """
                {"pattern": ["never", "(?i)\\\\d+ ?% off"]}""";
        assertThat(reason(condition, Contents.withCaption("Now 20 % OFF!")))
                .isEqualTo("pattern '(?i)\\d+ ?% off' in caption");
        assertThat(reason(condition, Contents.withAltTexts("a cat", "a sign: 5% off")))
                .endsWith("in alt text of medium 2");
        assertThat(reason("""
                {"pattern": ["^https://bit\\\\.ly/"]}""", Contents.withLink("https://bit.ly/x"))).endsWith("in link");
        assertThat(reason(condition, Contents.withCaption("20 off"))).isEmpty();
    }

    @Test
    void of_several_keys_all_must_hold() {
        String condition = """
                {"channel": ["X"], "keyword": ["offer"], "author": ["maya"]}""";
        assertThat(reason(condition, Contents.withCaption("an offer")))
                .isEqualTo("channel X and author 'maya' and keyword 'offer' in caption");
        assertThat(reason(condition, Contents.withCaption("nothing"))).isEmpty();
    }

    @Test
    void all_holds_when_every_one_does() {
        String condition = """
                {"all": [{"keyword": ["free"]}, {"pattern": ["\\\\d"]}]}""";
        assertThat(reason(condition, Contents.withCaption("free for 3 days")))
                .isEqualTo("keyword 'free' in caption and pattern '\\d' in caption");
        assertThat(reason(condition, Contents.withCaption("free"))).isEmpty();
    }

    @Test
    void any_holds_when_one_does_and_names_it() {
        String condition = """
                {"any": [{"keyword": ["free"]}, {"pattern": ["\\\\d"]}]}""";
        assertThat(reason(condition, Contents.withCaption("3 days"))).isEqualTo("pattern '\\d' in caption");
        assertThat(reason(condition, Contents.withCaption("days"))).isEmpty();
    }

    @Test
    void not_holds_when_the_other_does_not() {
        String condition = """
                {"not": {"campaign": ["evergreen", "old"]}}""";
        assertThat(reason(condition, Contents.ofCampaign("new"))).isEqualTo("not campaign 'evergreen' or 'old'");
        assertThat(reason(condition, Contents.ofCampaign("old"))).isEmpty();
        assertThat(reason("""
                {"not": {"channel": ["TIKTOK"], "category": ["a"]}}""", Contents.ofCategory("a"))).isEqualTo("not (channel TIKTOK and category 'a')");
    }

    @Test
    void a_long_list_is_named_in_short_where_it_does_not_match() {
        assertThat(reason("""
                {"not": {"keyword": ["a", "b", "c", "d", "e", "f", "g"]}}""", Contents.withCaption("x")))
                .isEqualTo("not keyword 'a' or 'b' or 'c' or 'd' or 'e' or one of 2 more");
    }

    @Test
    void a_label_matches_nothing_where_nothing_classifies() {
        assertThat(reason("""
                {"label": "medical", "atLeast": 0.5}""", Contents.withCaption("medical"))).isEmpty();
        assertThat(reason("""
                {"any": [{"label": "medical"}, {"keyword": ["pill"]}]}""", Contents.withCaption("a pill"))).isEqualTo("keyword 'pill' in caption");
    }
}
