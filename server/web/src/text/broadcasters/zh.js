import roles from '../roles/zh.js';

export default {
  'air.graphics': '字幕图形：{n} 个，各有地址', 'air.graphics_are': '用于 OBS、vMix 或任何浏览器：透明，1920 × 1080。每个图形到时自动出现和消失；加上 &when=always 则一直显示，由您自行切换。',
  'air.language': '图形的语言', 'air.delay': '画面延迟，毫秒', 'air.usual': '常用图形一起', 'air.copy': '复制', 'air.copy_of': '复制：{name}', 'air.copied': '已复制', 'air.marked': '已选中：请复制',
  'graphic.title': '标题', 'graphic.start-list': '出发名单', 'graphic.clock': '计时钟', 'graphic.split-ladder': '分段成绩', 'graphic.order-tower': '名次', 'graphic.margin-bar': '与第一名的差距', 'graphic.lane-bug': '道次',
  'graphic.start-banner': '抢航与召回', 'graphic.photo-finish': '终点摄影', 'graphic.result': '成绩', 'graphic.medal-card': '奖牌', 'graphic.next-race': '下一场', 'graphic.status': '非正式或正式', 'graphic.sync': '同步信号',
  'air.feeds': '数据：供图形软件和程序员使用', 'feed.live': '实时数据', 'says.live': 'WebSocket，子协议 bowball.v1', 'feed.snapshot': '快照', 'says.snapshot': '正在进行的比赛的 JSON', 'feed.log': '日志', 'says.log': '每个公开事件，按顺序',
  'air.polled': '供反复读取：vMix、电子表格。均有 .json、.csv 和 .xml；delay_ms、race 和 rows 写在地址里。',
  'polled.board': '实时名次', 'polled.startlist': '出发名单', 'polled.results': '成绩', 'polled.schedule': '赛程', 'polled.clock': '计时钟', 'polled.medals': '奖牌',
  'air.token': 'TOKEN 是您专用的口令。由服务器管理员在服务器上创建，并指明数据文件夹：',
  'air.templates': '模板：CasparCG、SPX、OGraf', 'air.templates_are': '复制到您的图形软件文件夹中的文件；此列表列出全部文件。其中 server.js 填写本服务器的地址。',
  'air.list_of_files': '文件列表', 'air.more': '全部设置、列和三种编程语言的客户端见服务器电脑上的文件 docs/broadcasters.md。',
  'air.begin': '从这里开始', 'air.begin_overlay': '作为浏览器源叠加在画面上打开：图形会自动出现和消失。', 'air.begin_sync': '拍摄一次，把显示的数字用作 delay_ms。',
  'air.begin_files': '在 CasparCG、SPX 或 OGraf 中使用图形时，请复制这些文件。',
  ...roles,
};
