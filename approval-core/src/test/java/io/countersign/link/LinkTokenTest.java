package io.countersign.link;

import static io.countersign.link.SomeLinks.ID;
import static io.countersign.link.SomeLinks.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.canonical.Secret;
import io.countersign.identity.LinkId;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTokenTest {
    private static final String SECRET = "A".repeat(43);

    @Test
    void S_1_a_secret_is_32_random_bytes_in_43_characters_of_base64url() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String secret = LinkToken.random(ID).secret().reveal();
            assertThat(secret).matches("[A-Za-z0-9_-]{43}");
            assertThat(Base64.getUrlDecoder().decode(secret)).hasSize(32);
            assertThat(seen.add(secret)).isTrue();
        }
    }

    @Property
    void S_4_a_token_is_read_back_from_both_of_its_forms(@ForAll("ids") String id, @ForAll("secrets") String secret) {
        LinkToken token = new LinkToken(new LinkId(id), Secret.of(secret));
        for (String text : new String[] {
            token.reveal(),
            "  " + token.reveal() + "\n",
            token.url("https://a.example/approval"),
            token.url("https://a.example/approval/") + " ",
            "https://a.example/review/review/" + id + "#" + secret,
            "https://a.example/approval/review/" + id + "/?utm_source=mail#" + secret
        }) {
            LinkToken read = LinkToken.parse(text);
            assertThat(read.link()).isEqualTo(token.link());
            assertThat(read.secret().reveal()).isEqualTo(secret);
        }
    }

    @Test
    void S_4_the_address_has_the_id_in_its_path_and_the_secret_in_its_fragment() {
        assertThat(TOKEN.url("https://a.example/approval"))
                .isEqualTo("https://a.example/approval/review/" + ID + "#" + SECRET);
        assertThat(TOKEN.reveal()).isEqualTo(ID + "." + SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "#",
                "x",
                "x.",
                "x.short",
                ".AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "x.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "x.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+",
                "x.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "x y.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "x\u0000.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "\uD800.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "https://a.example/review/x",
                "https://a.example/review/#AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "https://a.example/other/x#AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "https://a.example/review/x/y#AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "x#AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "https://a.example/?next=/review/x#AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void S_48_what_is_malformed_is_an_unknown_link(String text) {
        assertThatThrownBy(() -> LinkToken.parse(text)).isInstanceOf(LinkUnknownException.class);
    }

    @Test
    void S_48_what_is_endless_is_an_unknown_link() {
        assertThatThrownBy(() -> LinkToken.parse("x".repeat(10_000_000) + "." + SECRET))
                .isInstanceOf(LinkUnknownException.class);
    }

    @Property
    void S_48_whatever_is_pasted_is_a_token_or_an_unknown_link(@ForAll String text) {
        try {
            LinkToken.parse(text);
        } catch (LinkUnknownException unknown) {
            assertThat(unknown.code()).isEqualTo("link-unknown");
            assertThat(unknown.getMessage()).isEqualTo(new LinkUnknownException().getMessage());
        }
    }

    @Test
    void S_6_it_prints_as_hidden() {
        assertThat(TOKEN).hasToString("LinkToken[hidden]");
    }

    @Provide
    Arbitrary<String> ids() {
        return Arbitraries.strings()
                .withChars("abcdefXYZ0189-_~")
                .ofMinLength(1)
                .ofMaxLength(64);
    }

    @Provide
    Arbitrary<String> secrets() {
        return Arbitraries.strings().alpha().numeric().withChars('-', '_').ofLength(43);
    }
}
