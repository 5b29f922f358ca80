package io.countersign.spring.page;

import io.countersign.Approvals;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A running host, and for each test a workspace and a reader of its own. */
@SpringBootTest(
        classes = PageHost.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "approval.web.base-url=" + Reader.HOME,
            "approval.web.media-hosts=https://cdn.example",
            "approval.links.unknown-per-minute=10000"
        })
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
abstract class PageTest {
    @LocalServerPort
    private int port;

    @Autowired
    Approvals approvals;

    @Autowired
    Hands hands;

    @Autowired
    Trips trips;

    Studio studio;
    Reader reader;

    @BeforeEach
    void open() {
        studio = new Studio(approvals);
        reader = another();
    }

    Reader another() {
        return new Reader(port);
    }
}
