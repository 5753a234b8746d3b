// Chinese, simplified. Terms of rowing as the Chinese association uses them (a crew's false start at sea or lake is 抢航, on the
// track 抢跑; the public pages say neither, for a start under review names nobody); not read by a native speaker yet.
import names from '../event_names/zh.js';
import { event_words } from '../event_names.js';

export default {
  locale: 'zh-CN',

  'state.scheduled': '待赛', 'state.called': '已检录', 'state.at_start': '在起点', 'state.attention': '预备', 'state.started': '已出发',
  'state.running': '比赛中', 'state.recalled': '已召回', 'state.finished': '比赛结束', 'state.unofficial': '非正式成绩', 'state.official': '正式成绩',
  'state.revised': '成绩已更正', 'state.abandoned': '比赛中止', 'state.postponed': '延期', 'state.cancelled': '取消',
  revised_times: '成绩已更正（{n}）',

  'status.DNS': '弃权', 'status.DNF': '未完成', 'status.EXC': '取消本场资格', 'status.DSQ': '取消资格', 'status.BUW': '艇重不足',
  'status.REL': '降至末位', 'status.SCR': '退赛',

  'phase.H': '预赛', 'phase.R': '复赛', 'phase.Q': '四分之一决赛', 'phase.S': '半决赛', 'phase.F': '决赛', 'phase.P': '排位赛',
  race: '场次', race_n: '第 {n} 场', start_n: '第 {n} 次出发',

  'way.by_place': '按名次晋级', 'way.by_time': '按成绩晋级', 'way.by_lot': '抽签晋级', 'way.by_referee': '由裁判长判定晋级', 'way.by_jury': '由仲裁判定晋级', way_to: '{way}，进入 {race}',
  'seat.entry': '报名', 'seat.by_place': 'Q', 'seat.by_time': 'q', 'seat.by_lot': '抽签', 'seat.by_referee': 'qR', 'seat.by_jury': 'qJ', 'seat.rest': '其余',
  'out.not_qualified': '未晋级', 'out.not_finished': '未完成', 'out.not_started': '弃权', 'out.excluded': '取消本场资格',
  'out.disqualified': '取消资格', 'out.withdrawn': '退赛',
  progression: '晋级办法', 'progression.open': '待定', 'progression.others': '其余', 'progression.times': '成绩最好的 {n} 名', 'progression.out': '淘汰',
  'progression.places': '本项目名次',

  'record.world': '世界纪录', 'record.continental': '洲纪录', 'record.national': '全国纪录', 'record.meet': '赛会纪录',
  'record.personal': '个人最好成绩', 'record.season': '赛季最好成绩',
  'medal.gold': '金牌', 'medal.silver': '银牌', 'medal.bronze': '铜牌',
  medals: '奖牌', total: '总数', points: '积分', first_places: '第一名数', rank: '排名', team: '代表队', no_final_yet: '尚无正式的决赛成绩。',
  waiting_medals: '正在载入奖牌榜。',

  wind: '风速 {speed} 米/秒', wind_too_much: '超过纪录允许的风速', backup: '备用计时 {time}', backup_difference: '备用计时 {time}，相差 {difference}',
  corrected_by: '修正 {time}', watch: '秒表 {times}', watches: '秒表 {times}', raw: '实测 {time}', penalty: '罚时 {time}', penalty_s: '罚时 {time} 秒',
  handicap: '让时 −{time}', points_of: '{points} 分', lot_n: '抽签 {n}', out_by_race: '因第 {n} 场出局', too_close_decided: '差距过小：由裁判裁定', too_close: '差距过小，计时无法判定',
  'mark.second': '仅由第二系统计时',
  'mark.hand': '手工计时', 'mark.corrected': '已修正：主系统漏计，由第二系统记录', 'mark.shared': '并列：名次相同',
  whence: '此成绩的来源', corrected_short: '已修正：主系统漏计', dead_heat: '并列',
  prognosis_crews: '依据本项目已计时的 {n} 队', prognosis_even: '按匀速推算',

  'card.yellow': '黄牌', 'card.red': '红牌', 'card_letter.yellow': '黄', 'card_letter.red': '红', lane: '道次', lane_n: '第 {n} 道',
  waiting_server: '正在等待服务器。', no_contact: '自 {time} 起失去连接。所示为当时的情况。', snapshot: '{time} 的情况。正在连接实时数据。',
  'problem.sign_in': '请先登录再查看此页。', 'problem.forbidden': '此账号不能查看此页。', 'problem.replaced': '此页已在别处打开。重新载入即可在此继续。',
  'problem.too_old': '服务器比此页新。请重新载入。',

  under_review: '出发正在复核', starts_again: '将重新出发。', may_change: '仍可能变动', objection: '异议：第 {lanes} 道', behind: '差距',
  order_now: '当前顺序', result: '成绩', place: '名次', crew: '参赛队', time: '时间', marks: '符号', start_list: '出发名单', cox: '舵手', change: '换人',
  change_for: '{in} 替换 {out}', nobody: '无人', not_drawn: '道次尚未抽签。', being_checked: '正在核查。',
  drift: '封存的成绩与现在的计算不一致。', about_result: '关于此成绩', protests_until: '抗议截止 {time}。', made_official: '定为正式成绩',
  revision_n: '第 {n} 次更正', rules: '规则：{rules}',
  checkable: '供核对成绩：规则与封存码', sealed: '封存 {digest}', waiting_race: '正在载入比赛。', no_such_race: '赛程中没有第 {n} 场。',
  start_of: '{crew} 出发时间', all_races: '全部场次', distance_race: '{n} 米', all_in: '全部到达终点', recall: '召回', page_of: '第 {from} 至 {to} 项，共 {all} 项',
  'news.official': '第 {n} 场：正式成绩。', 'news.unofficial': '第 {n} 场：非正式成绩。', 'news.revised': '第 {n} 场：成绩已更正。',

  results: '成绩', programme: '赛程', races: '场次', search: '搜索', front_page: '首页', no_race_yet: '赛程中尚无比赛。',
  waiting_programme: '正在载入赛程。', later_by: '推迟 {n} 分钟', earlier_by: '提前 {n} 分钟', share: '分享', link_copied: '链接已复制。',
  copy_this: '请复制此链接：',
  search_for: '参赛队、运动员、俱乐部或项目', 'found.crews': '参赛队', 'found.people': '运动员', 'found.clubs': '俱乐部', 'found.events': '项目', nothing_found: '没有找到“{text}”。',
  search_hint: '参赛队的比赛抽定道次之后即可搜到该队。', loading_crews: '正在载入参赛队……', more_found: '还有 {n} 个：请输入更多字。',
  no_such_crew: '已抽签的场次中没有此编号的参赛队。', races_of_crew: '此队的比赛', no_such_event: '赛程中没有项目“{event}”。',
  members: '艇上成员', follow: '关注', followed: '已关注', your_crews: '关注的参赛队', next_race: '下一场', no_next_race: '尚无已抽签的下一场。',
  demo: '演示。', demo_results: '模拟的参赛队：并非真实成绩。',
  language: '语言', theme: '外观', 'theme.auto': '与设备一致', 'theme.sun': '强光', 'theme.night': '夜间',

  'front.no_meet': '尚未开设赛事：请从设置开始',
  'front.claim': '实时计时与成绩', 'front.races': '场次：{n}', 'front.demo': '模拟的参赛队和设备。此处没有真实成绩。',
  'front.demo_fast': '模拟的参赛队和设备，按实际速度的 {n} 倍运行。此处没有真实成绩。',
  'front.scheduled_for': '预定 {time}', 'front.next': '下一场：第 {n} 场，{title}，{time}', 'front.signed_in': '已登录：{name}，{role}。',
  'front.signed_in_as': '已登录：{name}。',
  'front.sign_out': '退出',
  'front.need_account': '裁判页面需要账号。', 'front.sign_in': '登录',
  'front.everybody': '公众', 'front.officials': '裁判', 'front.broadcasters': '转播',
  'door.results': '成绩', 'says.results': '每场比赛实时进行：赛程、分段成绩、正式成绩。',
  'door.scoreboard': '记分牌', 'says.scoreboard': '大屏幕全屏显示，跟随正在进行的比赛。',
  'door.console': '计时台', 'says.console': '出发、计时、终点摄影、成绩：计时员的工作台。',
  'door.photo': '终点摄影', 'says.photo': '照片、每道一条线、多人判读比对、并列名次。',
  'door.referee': '出发与抢航', 'says.referee': '同一时间轴上的出发证据与判定。',
  'door.programme': '赛程', 'says.programme': '报名、轮次与道次、比赛时间：组织者的工作台。',
  'door.announcer': '播报', 'says.announcer': '现在可以说什么：参赛队、差距、晋级形势。',
  'door.health': '状态', 'says.health': '设备、时钟、记录：一切正常吗？',
  'door.audit': '操作记录', 'says.audit': '谁在何时因何做了什么：每条记录都可检索与核对。',
  'door.setup': '设置', 'says.setup': '首次启动：赛事、设备、计时点、人员。',
  'door.overlay': '字幕叠加', 'says.overlay': '电视和网络直播用的图形，叠加在画面上或单独使用。地址见下方。',
  'door.sync': '同步', 'says.sync': '每秒一次闪光和声音：测出画面延迟，得到 delay_ms 的数值。',

  scoreboard: '记分牌', demo_board: '演示，模拟', no_more_races: '赛程中已无后续场次。',

  announcer: '播报', say_now: '现在播报', stake: '晋级形势', so_far: '此前成绩', best: '本项目最好成绩', best_beaten: '已打破',
  'call.next': '{title}。第 {n} 场，{time}。', 'call.review': '出发正在复核。请勿提及任何参赛队。', 'call.recalled': '比赛已召回，将重新出发。',
  'call.leads': '{n} 米处 {crew} 领先。', 'call.leads_by': '{n} 米处 {crew} 领先 {other} {gap}。', 'call.level': '{n} 米处 {crew} 与 {other} 不分先后。',
  'call.line': '目前最后一个晋级名次：{crew}（{gap}）；其后为 {other}（{other_gap}）。', 'call.first': '领先', 'call.fastest': '{from} 米至 {to} 米最快：{crew}，{time}。',
  'call.wins': '{crew} 获胜，{time}。', 'call.wins_by': '{crew} 获胜，{time}，领先 {other} {gap}。', 'call.dead_heat': '并列：{crew} 与 {other}，{time}。',
  'call.photo': '差距过小，请等待终点摄影。', 'call.unofficial': '尚非正式成绩。', 'call.record': '{crew}：{record}。',
  'call.goes_on': '晋级{race}：{crews}。',
  ...event_words(names),
};
