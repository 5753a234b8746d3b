import events from '../../text/event_names/zh.js';

export const words = {
  events,
  phases: { H: '预赛', R: '复赛', Q: '四分之一决赛', S: '半决赛', F: '决赛', P: '排位赛' },
  race: '第 {n} 场', lane: '第 {n} 道', finish: '终点', start_list: '出发名单', result: '成绩', next_race: '下一场', splits: '分段成绩', margin: '与第一名的差距',
  starts_at: '{time} 出发', moved_from: '原定 {time}', postponed: '延期', cancelled: '取消', delayed: '延误',
  false_start_in: { athletics: '起跑犯规', swimming: '出发犯规' },
  false_start: '抢航', recall: '召回', under_review: '出发正在复核',
  unofficial: '非正式', official: '正式', revised: '已更正', objection: '异议', photo_finish: '终点摄影', photo_is_read: '终点摄影判读中', dead_heat: '并列',
  gold: '金牌', silver: '银牌', bronze: '铜牌', medals: '奖牌', wind: '风速 {text} 米/秒', hand: '手', estimated: '预计', page: '{n} / {all}',
  cards: { yellow: '黄', red: '红' },
  no_data: '{time} 后无数据', demo: '演示：模拟比赛',
};
