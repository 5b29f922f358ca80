package io.countersign.spring.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.post.Post;
import io.countersign.post.PostStatus;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Where a filter of the host reads forms before the page does. */
@TestPropertySource(properties = "spring.mvc.hiddenmethod.filter.enabled=true")
class ReadFormsPageTest extends PageTest {
    @Test
    void forms_work_all_the_same_and_an_address_is_still_no_form() {
        Post post = studio.waiting("acme-corp", "Hello");
        var form = Reader.form(reader.unlock(studio), post.id().value(), "value=\"APPROVE\"");
        form.addAll(Reader.fields("verdict", "APPROVE"));
        assertThat(reader.post("/decisions", form).text()).contains("1 decision recorded");
        assertThat(studio.now(post.id()).status()).isEqualTo(PostStatus.APPROVED);
        String query = "?link=" + studio.link.token().reveal() + "&password=" + studio.password();
        assertThat(reader.post("/unlock" + query, Reader.fields("x", "y")).status())
                .isEqualTo(404);
    }
}
