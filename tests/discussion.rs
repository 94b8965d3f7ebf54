//! Comments and posts as data, on made-up pages in the manner of the systems that many sites have.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fmt::Write as _;
use std::time::Instant;

use dechaff::{Article, Cleaner, Input, Label, PageKind};

const STORY: &str = "<article><h1>The ferry returns</h1>\
    <p>The ferry between Nordvik and Sunde sailed again on Monday, two years after a storm tore away its pier.</p>\
    <p>About three hundred people had come to the harbour to see it leave, and many of them had brought flags.</p>\
    <p>The crossing takes an hour and ten minutes, and costs as much as it did before the storm, said the owner.</p></article>";

fn read(html: &str) -> Article {
    Cleaner::new().with_comments(true).clean(Input::html(html)).unwrap()
}

/// One line for each comment: depth, author, date, words of the date, text.
fn comments(article: &Article) -> Vec<String> {
    let line = |comment: dechaff::Comment<'_>| {
        let date = comment.date().map(dechaff::Date::iso8601).unwrap_or_default();
        let depth = comment.depth().map_or("-".to_owned(), |depth| depth.to_string());
        format!(
            "{depth} {} [{date}|{}] {}",
            comment.author().unwrap_or("?"),
            comment.date_text().unwrap_or(""),
            comment.text().replace('\n', "/")
        )
    };
    article.comments().map(line).collect()
}

fn posts(article: &Article) -> Vec<String> {
    let line = |post: dechaff::Post<'_>| {
        let date = post.date().map(dechaff::Date::iso8601).unwrap_or_default();
        let marks = [post.is_first().then_some("first"), post.is_accepted().then_some("accepted")];
        let marks: Vec<&str> = marks.into_iter().flatten().collect();
        format!(
            "{} [{date}] ({}) {}",
            post.author().unwrap_or("?"),
            marks.join(" "),
            post.text().replace('\n', "/")
        )
    };
    article.posts().map(line).collect()
}

fn wordpress(number: u32, depth: u32, author: &str, text: &str, inside: &str) -> String {
    let parity = if number.is_multiple_of(2) { "even thread-even" } else { "odd alt" };
    format!(
        "<li id=comment-{number} class='comment byuser {parity} depth-{depth}'><article id=div-comment-{number} \
         class=comment-body><footer class=comment-meta><div class='comment-author vcard'><img class=avatar>\
         <b class=fn>{author}</b> <span class=says>says:</span></div><div class=comment-metadata>\
         <a href='#comment-{number}'><time datetime='2021-10-{:02}T09:30:00+02:00'>{} October 2021 at 9:30 am</time></a>\
         </div></footer><div class=comment-content>{text}</div><div class=reply><a href='#r'>Reply</a></div></article>\
         {inside}</li>",
        number + 11,
        number + 11
    )
}

#[test]
fn nested_lists_of_wordpress() {
    let answer = wordpress(2, 2, "Bo Lund", "<p>So was I.</p>", "");
    let answer = wordpress(1, 2, "Cy", "<p>It was cold.</p>", &format!("<ol class=children>{answer}</ol>"));
    let first = wordpress(
        0,
        1,
        "Ann Fenwick",
        "<p>I was there, with my flag.</p><p>What a day!</p>",
        &format!("<ol class=children>{answer}</ol>"),
    );
    let last = wordpress(3, 1, "Di", "<p>When does it sail on Sundays?</p>", "");
    let page = format!(
        "{STORY}<div id=comments class=comments-area><h2>4 thoughts on “The ferry returns”</h2>\
         <ol class=comment-list>{first}{last}</ol><div id=respond><h3>Leave a Reply</h3><p>Your email address will \
         not be published.</p></div></div>"
    );
    let article = read(&page);
    assert_eq!(
        comments(&article),
        [
            "0 Ann Fenwick [2021-10-11T09:30:00+02:00|11 October 2021 at 9:30 am] I was there, with my flag.//What a day!",
            "1 Cy [2021-10-12T09:30:00+02:00|12 October 2021 at 9:30 am] It was cold.",
            "2 Bo Lund [2021-10-13T09:30:00+02:00|13 October 2021 at 9:30 am] So was I.",
            "0 Di [2021-10-14T09:30:00+02:00|14 October 2021 at 9:30 am] When does it sail on Sundays?",
        ]
    );
    assert_eq!(article.posts().len(), 0);
    let texts: Vec<&str> = article.blocks().map(|block| block.text()).collect();
    for comment in article.comments() {
        let first = comment.text().lines().next().unwrap();
        assert!(texts[comment.blocks()].contains(&first));
    }
    let first = article.comments().next().unwrap().blocks();
    assert!(article.comments().skip(1).take(2).all(|inner| first.contains(&inner.blocks().start)));
}

#[test]
fn comments_of_a_widget() {
    let post = |author: &str, when: &str, text: &str, inside: &str| {
        format!(
            "<li class=post><div class=post-content><div class=indicator></div><div class=post-body>\
             <header><span class=post-byline><a href='https://disqus.example/by/{author}/'>{author}</a></span> \
             <span class=post-meta>• <a class=time-ago title='12 October 2021'>{when}</a></span></header>\
             <div class=post-message><p>{text}</p></div>\
             <footer><a>3</a> <a>Like (3)</a> • <a>Reply</a> • <a>Share ›</a></footer></div></div>\
             <ul class=children>{inside}</ul></li>"
        )
    };
    let inner = post("bo_l", "2 years ago", "You are right.", "");
    let list = post("ann77", "3 years ago", "The old one was faster, I think.", &inner)
        + &post("cy", "3 years ago", "No flags in my village.", "");
    let page = format!("{STORY}<div id=disqus_thread><ul id=post-list>{list}</ul></div>");
    let found = comments(&read(&page));
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(
        found[0].starts_with("0 ann77 [|3 years ago]")
            && found[0].ends_with("] The old one was faster, I think.")
    );
    assert!(found[1].starts_with("1 bo_l ") && found[1].ends_with("] You are right."), "{found:?}");
    assert!(found[2].starts_with("0 cy "));
}

/// Elements without a known name, which only repeat.
#[test]
fn comments_without_names() {
    let item = |author: &str, day: u32, text: &str| {
        format!(
            "<div class=x-7><p class=x-8><b>{author}</b></p><p class=x-9>{day}/10/2021</p><p>{text}</p><p>Reply</p><p>Like (2)</p></div>"
        )
    };
    let items = item("Ann Fenwick", 3, "I was there, with my flag, and it rained.")
        + &item("Bo Lund", 14, "So was I, but without a flag.")
        + &item("Cy", 5, "The old one was faster, I think.");
    let found = comments(&read(&format!("{STORY}<div id=comments><h3>Comments</h3>{items}</div>")));
    assert_eq!(
        found,
        [
            "0 Ann Fenwick [2021-10-03|3/10/2021] I was there, with my flag, and it rained.",
            "0 Bo Lund [2021-10-14|14/10/2021] So was I, but without a flag.",
            "0 Cy [2021-10-05|5/10/2021] The old one was faster, I think.",
        ],
        "the fourteenth tells that the day comes first"
    );
}

fn phpbb(number: u32, author: &str, text: &str) -> String {
    format!(
        "<div id=p{number} class='post has-profile bg2'><div class=inner><dl class=postprofile id=profile{number}>\
         <dt class=has-profile-rank><a href='./memberlist.php?mode=viewprofile&u={number}' class=username>{author}</a></dt>\
         <dd class=profile-rank>Old hand</dd><dd class=profile-posts><strong>Posts:</strong> 1{number}7</dd>\
         <dd class=profile-joined><strong>Joined:</strong> Tue Mar 02, 2010 8:15 pm</dd></dl>\
         <div class=postbody><h3><a href='#p{number}'>Re: Varnish for oars</a></h3>\
         <p class=author><a href='#p{number}'>Post</a> by <strong><a href='./memberlist.php?mode=viewprofile&u={number}' \
         class=username>{author}</a></strong> » Tue Oct 12, 2021 4:1{number} pm</p>\
         <div class=content>{text}</div><div class=signature>Sailing since 1951, and still dry</div></div></div></div>"
    )
}

#[test]
fn a_thread_of_a_forum() {
    let quote =
        "<blockquote><div><cite>Ann wrote:</cite>Which varnish do you use for oars?</div></blockquote>";
    let page = format!(
        "<html><head><title>Varnish for oars - Boats Forum</title></head><body id=phpbb class='section-viewtopic'>\
         <h2 class=topic-title>Varnish for oars</h2>{}{}{}</body></html>",
        phpbb(
            1,
            "Ann",
            "Which varnish do you use for oars? Mine came off after one summer on the river, and I want to do it again in spring."
        ),
        phpbb(
            2,
            "Bo",
            &format!(
                "{quote}Oil, never varnish. It takes a day to dry, and you can do it on the water if you have to."
            )
        ),
        phpbb(
            3,
            "Cy",
            "I second the oil. Varnish cracks in the first frost, and then the water is in the wood.<br>Do it twice."
        )
    );
    let article = read(&page);
    assert_eq!(article.page_kind(), PageKind::Forum);
    assert_eq!(
        posts(&article),
        [
            "Ann [2021-10-12T16:11:00] (first) Which varnish do you use for oars? Mine came off after one summer on the \
             river, and I want to do it again in spring.",
            "Bo [2021-10-12T16:12:00] () Oil, never varnish. It takes a day to dry, and you can do it on the water if you \
             have to.",
            "Cy [2021-10-12T16:13:00] () I second the oil. Varnish cracks in the first frost, and then the water is in \
             the wood./Do it twice.",
        ]
    );
    assert_eq!(comments(&article), [] as [&str; 0]);
}

#[test]
fn a_question_with_an_accepted_answer() {
    let user = |kind: &str, author: &str, date: &str| {
        format!(
            "<div class=user-info><div class=user-action-time>{kind} <span title='{date} 10:15:00Z' class=relativetime>{date}</span>\
             </div><div class=user-details><a href='/users/7/{author}'>{author}</a></div></div>"
        )
    };
    let editor = user("edited", "Eva", "2021-10-20");
    let comment = "<ul class=comments-list><li id=comment-5 class='comment js-comment'><div class=comment-text>\
        <div class=comment-body><span class=comment-copy>How long did you wait between the coats of oil?</span> – \
        <a href='/users/9/di' class=comment-user>Di</a> <span class=comment-date><span title='2021-10-13 08:00:00Z' \
        class=relativetime-clean>Oct 13, 2021 at 8:00</span></span></div></div></li></ul>";
    let answer = |class: &str, prop: &str, text: &str, who: &str, comments: &str| {
        format!(
            "<div id=answer-3 class='{class}' itemprop={prop}><div class=votecell><span class=js-vote-count>12</span></div>\
             <div class=answercell><div class='s-prose js-post-body'><p>{text}</p></div>{who}</div>{comments}</div>"
        )
    };
    let page = format!(
        "<html><body><div itemscope itemtype='https://schema.org/QAPage'><h1>How do I dry an oar before I oil it?</h1>\
         <div id=mainbar role=main aria-label='question and answers'><div class=question id=question>\
         <div class=votecell><span class=js-vote-count>4</span></div><div class=postcell>\
         <div class='s-prose js-post-body'><p>It is wet after each tour, and I want to oil it in the evening. How long \
         does it have to dry, and where do I put it?</p></div>{editor}{}</div></div>\
         <div id=answers><h2>2 Answers</h2>{}{}</div></div></div></body></html>",
        user("asked", "Ann", "2021-10-12"),
        answer(
            "answer js-answer accepted-answer",
            "acceptedAnswer",
            "Hang it up in the shade for two days, then sand it down and oil it twice with a day in between.",
            &user("answered", "Bo", "2021-10-12"),
            comment
        ),
        answer(
            "answer js-answer",
            "suggestedAnswer",
            "Leave it in the sun for an afternoon, that is all that I have ever done, and mine is forty years old.",
            &user("answered", "Cy", "2021-10-14"),
            ""
        ),
    );
    let article = read(&page);
    let found = posts(&article);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[0].starts_with("Ann [2021-10-12") && found[0].contains("] (first) It is wet"), "{found:?}");
    assert!(
        found[1].starts_with("Bo [2021-10-12") && found[1].contains("] (accepted) Hang it up"),
        "{found:?}"
    );
    assert!(found[2].starts_with("Cy [2021-10-14") && found[2].contains("] () Leave it"), "{found:?}");
    let remarks = comments(&article);
    assert_eq!(remarks.len(), 1, "{remarks:?}");
    assert!(remarks[0].starts_with("0 Di [2021-10-13T08:00:00"), "{remarks:?}");
    assert!(remarks[0].ends_with("] How long did you wait between the coats of oil?"), "{remarks:?}");
}

#[test]
fn flattened_text() {
    let text = "The ferry returns\n\n\
        The ferry between Nordvik and Sunde sailed again on Monday, two years after a storm tore away its pier.\n\n\
        About three hundred people had come to the harbour to see it leave, and many of them had brought flags.\n\n\
        The crossing takes an hour and ten minutes, and costs as much as it did before the storm, said the owner.\n\n\
        3 Comments\n\nAnn Fenwick says:\n12 October 2021 at 9:30 am\nI was there, with my flag.\n\nWhat a day!\n\nReply\n\n\
        Bo Lund says:\n13 October 2021 at 10:00 am\nSo was I.\n\nReply\n\n\
        Cy says:\n14 October 2021 at 7:00 am\nWhen does it sail on Sundays?\n\nReply\n\n\
        Leave a Reply\n\nYour email address will not be published.\n";
    let article = Cleaner::new().with_comments(true).clean(Input::text(text)).unwrap();
    assert_eq!(
        comments(&article),
        [
            "- Ann Fenwick [2021-10-12T09:30:00|12 October 2021 at 9:30 am] I was there, with my flag.//What a day!",
            "- Bo Lund [2021-10-13T10:00:00|13 October 2021 at 10:00 am] So was I.",
            "- Cy [2021-10-14T07:00:00|14 October 2021 at 7:00 am] When does it sail on Sundays?",
        ]
    );
}

#[test]
fn pages_without_comments_have_none() {
    let form = "<div id=comments><h3>Leave a comment</h3><form><label>Name</label><input><label>Comment</label></form></div>";
    for page in [
        STORY.to_owned(),
        format!("{STORY}{form}"),
        format!("{STORY}<div id=comments><p>0 Comments</p></div>"),
    ] {
        let article = read(&page);
        assert_eq!((article.comments().len(), article.posts().len()), (0, 0), "{page}");
    }
}

#[test]
fn comments_are_read_only_on_request() {
    let list =
        format!("{STORY}<ol class=comment-list>{}</ol>", wordpress(0, 1, "Ann", "<p>I was there.</p>", ""));
    let silent = dechaff::clean(Input::html(&list)).unwrap();
    assert_eq!(silent.comments().len(), 0);
    assert!(silent.blocks().all(|block| block.label() != Label::Comment));
    assert_eq!(comments(&read(&list)).len(), 1);
}

/// "3 hours ago" is a day only for who knows when the page was fetched.
#[test]
fn dates_that_count_back_keep_their_words() {
    let list = "<ol class=comment-list><li class=comment><b class=comment-author>Ann</b> <span class=comment-date>3 hours \
        ago</span><p>I was there, too.</p></li></ol>";
    let page = format!("{STORY}{list}");
    assert_eq!(comments(&read(&page)), ["0 Ann [|3 hours ago] I was there, too."]);
    let fetched = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_634_055_480);
    let input = Input::html(&page).with_fetch_time(fetched);
    let article = Cleaner::new().with_comments(true).clean(input).unwrap();
    assert_eq!(comments(&article), ["0 Ann [2021-10-12|3 hours ago] I was there, too."]);
}

/// Comments in comments, 10,000 deep, in time that grows with them.
#[test]
fn deep_nesting_takes_linear_time() {
    let page = |levels: usize| {
        let mut page = STORY.to_owned() + "<div id=comments>";
        for level in 0..levels {
            let _ = write!(
                page,
                "<div class=comment><b class=comment-author>Ann {level}</b><p>Level {level} of them all.</p>"
            );
        }
        page
    };
    let took = |levels: usize, comments: bool| {
        let page = page(levels);
        let limits = dechaff::Limits::new().with_max_depth(100_000);
        let cleaner = Cleaner::new().with_comments(comments).with_limits(limits);
        let start = Instant::now();
        let found = cleaner.clean(Input::html(&page)).unwrap().comments().len();
        (start.elapsed(), found)
    };
    let levels = if cfg!(debug_assertions) { 2_000 } else { 10_000 };
    let (without, _) = took(levels, false);
    let (with, found) = took(levels, true);
    assert!(found * 10 >= levels * 9, "{found}");
    assert!(with < without * 5 + std::time::Duration::from_secs(2), "{without:?} {with:?}");
}

/// Beginnings of other articles with author and date are no comments, whatever their element is called.
#[test]
fn teasers_are_no_comments() {
    let teaser = |author: &str, day: u32| {
        format!(
            "<div class=x-7><p class=x-8>{author}</p><p class=x-9>{day}/10/2021</p><p>The mill on the upper river has stopped for want...</p></div>"
        )
    };
    let list = teaser("Ann Fenwick", 3) + &teaser("Bo Lund", 14) + &teaser("Cy", 5);
    assert_eq!(comments(&read(&format!("{STORY}<div id=comments>{list}</div>"))), [] as [&str; 0]);
}
