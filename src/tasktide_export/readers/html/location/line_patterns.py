# ruff: noqa: RUF001, E501 - words of many languages, as long as they are
"""Headings and lines that open or are furniture, as regular expressions."""

HEADING_PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "related",
        (
            r"(?:related|similar|recommended|popular|latest|recent|trending|featured|other|more|also|"
            r"suggested|further|additional)\s+(?:\w+\s+){0,2}?(?:articles?|posts?|stories|story|"
            r"content|reads?|reading|news|blogs?|pages|topics|products?|resources|guides|videos?|"
            r"recipes|like this|for you|from .{2,40}|on this topic|in this (?:series|section|category))"
            r"(?:\s+(?:from|on|in|by) .{2,40})?|"
            r"related|you (?:may|might|could|will|'ll)(?: also)? (?:like|enjoy|be interested.*|love|"
            r"want.*|have missed)|you(?:'ll)? also like.*|what to read next|read next|(?:up|read) next|"
            r"keep reading|continue reading|don['’]t miss|most (?:read|popular|viewed|recent).*|"
            r"(?:also|more) (?:in the news|on the web)|editors?['’]? (?:picks?|choice)|recommended"
            r"(?: for you| reading)?|trending(?: now)?|explore more|more from .{2,50}|"
            r"(?:check|explore) .{0,20}(?:other|more|related) (?:posts|articles|stories).*|"
            r"articles? (?:similaires|liés|associés|récents)|à lire (?:aussi|également).*|lire aussi.*|"
            r"sur le même (?:sujet|thème)|vous (?:aimerez|pourriez) aussi.*|"
            r"ähnliche (?:artikel|beiträge|themen)|(?:lesen sie|mehr|weitere) (?:auch|zum thema|artikel"
            r"|beiträge|nachrichten).*|das könnte (?:sie|dich|ihnen|dir).*|auch interessant|"
            r"verwandte (?:artikel|themen)|neueste (?:artikel|beiträge)|"
            r"(?:artículos|noticias|entradas|contenidos?) (?:relacionad[oa]s?|recientes|similares)|"
            r"(?:también )?te (?:puede|podría) (?:interesar|gustar)|lee también.*|más (?:noticias|en .+)|"
            r"(?:artigos|notícias|posts) relacionad[oa]s|leia (?:também|mais)|veja também.*|"
            r"articoli (?:correlati|simili|recenti)|leggi anche.*|potrebbe(?:ro)? interessarti.*|"
            r"gerelateerde? .{3,20}|lees ook.*|czytaj (?:także|też|również).*|powiązane .{3,20}|"
            r"související .{0,20}|další (?:zprávy|články)|läs (?:också|även|mer).*|læs også.*|"
            r"lue myös.*|читайте также.*|похожие .{3,20}|по теме|ilgili .{3,20}|"
            r"関連記事|あわせて読みたい|相关(?:阅读|文章|新闻|推荐)|推荐阅读|관련 ?기사"
        ),
    ),
    (
        "comments",
        (
            r"(?:all )?comments (?:are )?(?:welcome|closed|off|disabled)|"
            r"(?:\d+\s+|no\s+)?(?:comments?|responses?|replies|thoughts?)(?: \(\d+\))?"
            r"(?:\s+(?:on|to)\s.{3,80})?|leave (?:a|your) (?:comment|reply|response).*|"
            r"(?:post|add|write) (?:a|your) comment|join the (?:conversation|discussion)|"
            r"reader interactions|what do you think\?|"
            r"(?:laisser|ajouter) un commentaire|commentaires?(?: \(\d+\))?|(?:\d+ )?kommentare?(?: "
            r"\(\d+\))?|(?:schreibe?n? (?:sie )?einen kommentar|kommentar (?:schreiben|verfassen))|"
            r"(?:deja|deje) (?:un|tu) comentario|comentarios?|deixe (?:um|seu) comentário|"
            r"lascia un commento|commenti|reacties|komentáře|комментарии|コメント|评论"
        ),
    ),
    (
        "author",
        (
            r"about (?:the )?authors?:?|about the writer|meet the author|written by|"
            r"(?:à propos de l['’]auteur|über (?:den autor|die autorin)|sobre (?:el autor|la autora|o "
            r"autor)|l['’]autore|o autorovi|об авторе)"
        ),
    ),
    (
        "share",
        (
            r"share(?: this| on| via| with)?(?: (?:article|post|story|page|entry|with.*|on.*|via.*|"
            r"blog.*|now|it))?[:!]?|(?:please |help (?:us |me )?)?spread the (?:word|love).{0,30}|"
            r"join (?:the|our|my) (?:facebook|telegram|discord|slack|whatsapp|community|group).{0,30}|follow (?:us|me)(?: on.*)?|"
            r"like this:?|(?:connect|stay connected) with (?:us|me).*|tweet(?: this)?|"
            r"partager(?: (?:cet article|sur.*))?|teilen(?: (?:mit|auf).*)?|artikel teilen|"
            r"compart[ei](?:r|lhar|lhe)?(?: (?:en|este|esta).*)?|condividi.*|delen|sdílet.*|dela|"
            r"udostępnij.*|поделиться.*|シェア|分享(?:到)?"
        ),
    ),
    (
        "newsletter",
        (
            r"(?:subscribe|sign up)(?: (?:to|for|now|today|here|via).*)?|don['’]t miss (?:anything|"
            r"out|a thing|an? .{3,30}).*|(?:join|get) (?:our|the|my) "
            r"(?:\w+ )?(?:newsletter|mailing list).*|newsletter(?: sign-?up)?|stay (?:updated|informed|"
            r"in the loop|up[- ]to[- ]date)[.!]?|never miss .{3,40}|get (?:the )?latest .{3,40}|"
            r"(?:abonnez|inscrivez)-vous.*|newsletter (?:abonnieren|bestellen)|suscr[íi]bete.*|"
            r"iscriviti.*|assine.*"
        ),
    ),
)
"""Kinds of furniture and the headings that open them, matched as a whole."""
LINE_PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "comments",
        (
            r"by (?:posting|leaving|submitting) (?:an?|your|this) comment,? you (?:agree|consent).*|"
            r"this site uses akismet.*|your email address will not be published.*|"
            r"you must be logged in to post.*"
        ),
    ),
    (
        "newsletter",
        (
            r"by (?:subscribing|signing up|registering|submitting|entering your).{0,60}"
            r"you (?:agree|consent|accept).*"
        ),
    ),
    (
        "advert",
        (
            r"(?:as an? \w+ (?:associate|affiliate),? )?(?:we|i)(?: may| might| could)? (?:earn|receive|get)"
            r"(?: an?)?(?: small)?(?: affiliate)? (?:commissions?|from qualifying).{0,90}|"
            r"advert(?:isement|ising|isment)?s?|sponsored(?: content| links?)?|ad|"
            r"(?:check|see|view|get|find)(?: the| its)?(?: latest| current| best)? (?:prices?|deals?)"
            r"(?: (?:at|on|from) .{2,30})?|(?:buy|shop|order)(?: it)?(?: now| here)?(?: (?:at|on|from"
            r"|the) .{2,60})?|\$[\d.,]+(?: \$[\d.,]+)? at .{2,30}|"
            r"(?:article|story) continues? (?:below|after).*|continue reading below.*|"
            r"(?:scroll|keep scrolling) (?:down )?to continue.*|werbung|anzeige|publicité|publicidad|"
            r"publicidade|pubblicità|reklama|advertentie|annonse?|реклама|広告|广告"
        ),
    ),
    (
        "navigation",
        (
            r"(?:back|return|scroll|go|jump) to (?:the )?(?:top|content|menu|main content)|top ↑|"
            r"skip to (?:main )?(?:content|navigation)|search|more|menu|close|"
            r"(?:privacy|cookie) (?:policy|notice)|terms (?:of (?:use|service)|(?:and|&) conditions)|"
            r"(?:see|view|show) (?:all|more)|"
            r"(?:print|email|save|download|listen to|bookmark)(?: (?:this|the) (?:page|article|story"
            r"|post))?|"
            r"page \d+ of \d+|(?:previous|next|prev)(?: (?:post|article|page|story))?[:»›→]?|«|»|←|→|"
            r"(?:nach oben|zum seitenanfang|haut de page|retour en haut|volver arriba|torna su|"
            r"naar boven|nahoru|наверх)"
        ),
    ),
    (
        "contents",
        (
            r"table of contents?|(?:toggle )?(?:table of )?contents|in this article|on this page|"
            r"jump to(?: (?:section|recipe))?|inhaltsverzeichnis|table des matières|sommaire|"
            r"tabla de contenidos?|índice|indice|inhoud(?:sopgave)?|obsah|spis treści|содержание|目次|"
            r"add a header to begin generating the table of contents"
        ),
    ),
    (
        "author",
        (
            r"(?:written|posted|reviewed|edited|published|fact[- ]checked)(?: and \w+)? by:? .{3,50}|"
            r"(?:(?:written|posted|published|words|story|text)\s+)?(?:by|von|par|por|di|door)"
        ),
    ),
    ("rest", r"(?:copyright )?(?:©|\(c\)) ?.{0,80}|.{0,60}all rights reserved"),
    (
        "tags",
        (
            r"\d+ ?min(?:ute)?s?\.? read|reading time:?.{0,20}|(?:tags?|filed under|categor(?:y|ies)|"
            r"topics?|keywords):?"
        ),
    ),
)
"""Kinds of furniture and lines that say nothing else, matched as a whole."""
