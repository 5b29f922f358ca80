package io.countersign.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.content.Content;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KeywordTest {
    @ParameterizedTest(name = "''{0}'' in ''{1}''")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    # case and accents
                    pricing       | Our new PRICING!
                    café          | the Cafe\u0301 opens
                    cafe          | le Café
                    Ünlü          | unlu
                    straße        | STRASSE
                    strasse       | die Straße
                    STRAẞE        | strasse
                    smørrebrød    | Smorrebrod
                    Łódź          | w lodz
                    Æon           | aeon flux
                    cœur          | COEUR
                    Đà Nẵng       | da nang
                    ﬁnance        | Finance
                    # Turkish
                    ISTANBUL      | ıstanbul
                    istanbul      | İSTANBUL
                    fırsat        | FIRSAT
                    İstanbul      | İstanbul'da indirim
                    # Greek, Cyrillic
                    ΠΡΟΣΦΟΡΕΣ     | προσφορές
                    σοφός         | ΣΟΦΟΣ
                    счёт          | Счет на оплату
                    СКИДКА        | скидка!
                    # width
                    sale          | ＳＡＬＥ
                    セール        | ｾｰﾙ
                    ガイド        | ｶﾞｲﾄﾞ
                    50%           | ５０％
                    # Arabic, Hebrew: with and without points
                    خصم           | خَصْمٌ كبير
                    أسعار         | اسعار
                    عرض           | عـــرض
                    ٥٠            | خصم 50
                    שלום          | שָׁלוֹם
                    # Indic: marks are letters
                    कीमत          | नई कीमत आज
                    মূল্য          | নতুন মূল্য
                    # Georgian, Armenian, Korean, Ethiopic
                    ფასი          | ახალი ᲤᲐᲡᲘ
                    գին           | նոր ԳԻՆ
                    가격          | 새로운 가격 공개
                    ዋጋ            | አዲስ ዋጋ
                    # scripts without spaces
                    价格          | 全新价格今天公布
                    無料          | 今だけ無料です
                    ひらがな      | これはひらがなです
                    セール        | 夏のセール開催
                    ราคา          | โปรโมชั่นราคาพิเศษวันนี้
                    ລາຄາ          | ໂປຣໂມຊັນລາຄາພິເສດ
                    តម្លៃ          | បញ្ចុះតម្លៃថ្ងៃនេះ
                    ဈေးနှုန်း       | အထူးဈေးနှုန်းများ
                    iPhone価格    | 新iPhone価格発表
                    iPhone価格    | 新 iPhone 価格
                    # apostrophes
                    don't         | We don’t
                    don’t         | DON'T
                    don't         | don`t
                    offre         | Découvrez l’offre
                    l'offre       | Découvrez l'offre
                    Acme          | Acme’s best
                    O'Brien       | by O’BRIEN
                    discount      | a 'discount' now
                    # hidden characters
                    discount      | dis\u00ADcount
                    discount      | \u200Ediscount\u200F
                    café          | cafe\u034F\u0301
                    میخواهم       | می\u200Cخواهم
                    # phrases
                    limited offer | A Limited   Offer
                    limited offer | limited-offer
                    limited offer | limited 🔥 offer
                    buy now       | buy\u00A0now
                    offre limitée | l'offre limitee
                    # marks of print
                    Acme          | Acme™ rocks
                    Acme          | Acme® rocks
                    guaranteed    | guaranteed¹
                    CO2           | less CO₂
                    bold          | 𝐁𝐨𝐥𝐝 text
                    sale          | #sale
                    summer sale   | #summer_sale
                    # symbols
                    ~#ad~         | lovely #AD
                    @acme         | thanks @Acme!
                    50%           | now 50% off
                    $5            | only $5
                    AT&T          | by AT&T
                    c++           | a C++ job
                    €             | 10€
                    # emoji
                    🔥            | so hot🔥🔥
                    ❤️            | I ❤ it
                    👍🏽            | ok👍🏽
                    👨‍👩‍👧          | us 👨‍👩‍👧!
                    🇩🇪            | 🇫🇷🇩🇪
                    1️⃣            | 1️⃣ first
                    🏴󠁧󠁢󠁥󠁮󠁧󠁿            | go 🏴󠁧󠁢󠁥󠁮󠁧󠁿 go
                    hot           | hot🔥
                    🔥🔥          | 🔥🔥🔥
                    hot 🔥        | hot 🔥
                    """)
    void matches(String keyword, String caption) {
        assertThat(found(keyword, Contents.withCaption(caption))).isTrue();
    }

    @ParameterizedTest(name = "''{0}'' not in ''{1}''")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    price         | prices
                    art           | party
                    ad            | madrid
                    limited offer | limited special offer
                    limited offer | offer limited
                    # marks that are letters
                    कमत           | कीमत
                    カイド        | ガイド
                    # spaces tell words apart
                    가격          | 가격표
                    خصم           | خصما
                    # a character of Han is no word of its own once something stands between
                    价格          | 价 格
                    价格          | 价。格
                    价格          | 格价
                    # apostrophes
                    don           | don't
                    t             | don't
                    dont          | don't
                    ll            | we'll
                    # symbols
                    ~#ad~         | an ad
                    ~#ad~         | # ad
                    ~#ad~         | #adventure
                    $5            | $50
                    $5            | $ 5
                    50%           | 50
                    c++           | c
                    ©             | c
                    # emoji are whole
                    👍            | 👍🏽
                    👍🏽            | 👍
                    👨            | 👨‍👩‍👧
                    🇪🇫            | 🇩🇪🇫🇷
                    1️⃣            | 1
                    1             | 1️⃣
                    🔥🔥          | 🔥 🔥
                    hot🔥         | hot 🔥
                    """)
    void does_not_match(String keyword, String caption) {
        assertThat(found(keyword, Contents.withCaption(caption))).isFalse();
    }

    @Test
    void the_reason_quotes_the_keyword_as_the_policy_writes_it_and_names_the_first_place() {
        String condition = "{\"keyword\": [\"nothing\", \"Café\"]}";

        assertThat(Policies.reason(condition, Contents.withCaption("our CAFE"))).isEqualTo("keyword 'Café' in caption");
        assertThat(Policies.reason(condition, Contents.withLink("https://acme.example/the-cafe?x=1")))
                .isEqualTo("keyword 'Café' in link");
        assertThat(Policies.reason(condition, Contents.withAltTexts(null, "a cat in a café")))
                .isEqualTo("keyword 'Café' in alt text of medium 2");
    }

    @Test
    void a_link_is_read_as_people_see_it() {
        assertThat(found("café", Contents.withLink("https://acme.example/caf%C3%A9")))
                .isTrue();
        assertThat(found("价格", Contents.withLink("https://acme.example/%E6%96%B0%E4%BB%B7%E6%A0%BC")))
                .isTrue();
        assertThat(found("offer", Contents.withLink("https://acme.example/100%-offer")))
                .isTrue();
    }

    @Test
    void the_category_the_note_and_the_url_of_a_medium_are_not_searched() {
        assertThat(found("health", Contents.ofCategory("health"))).isFalse();
        assertThat(found("cdn", Contents.withAltTexts("a cat"))).isFalse();
    }

    @Test
    void keywords_that_read_the_same_are_one() {
        Keywords keywords = new Keywords();

        assertThat(keywords.add("Café")).isEqualTo(keywords.add("CAFE")).isNotEqualTo(keywords.add("cafes"));
        assertThat(keywords.add("...")).isEqualTo(Keywords.NOTHING);
    }

    @Test
    void a_keyword_that_begins_another_is_found_beside_it() {
        Keywords keywords = new Keywords();
        List<Integer> numbers = List.of(
                keywords.add("black"),
                keywords.add("black friday"),
                keywords.add("friday"),
                keywords.add("black friday deal"));

        assertThat(keywords.in("Black Friday!").stream().boxed()).containsExactlyElementsOf(numbers.subList(0, 3));
    }

    @Test
    void a_word_has_each_of_its_forms_once() {
        assertThat(Words.of("l'offre").get(0).forms()).containsExactly("l'offre", "l", "offre");
        assertThat(Words.of("a'a").get(0).forms()).containsExactly("a'a", "a");
        assertThat(Words.of("don't").get(0).forms()).containsExactly("don't");
    }

    private static boolean found(String keyword, Content content) {
        Condition condition =
                new Condition(null, null, null, null, null, List.of(keyword), null, null, null, null, null, null, null);
        return Policies.names(Policies.stages(Router.of(Policies.when(condition)), content))
                .contains("s");
    }
}
