// Signing in. Chinese; not read by a native official yet.
export default {
  'sign_in.the_two_passwords_are_not_the': '两次密码不一致。请重新输入。',
  'sign_in.you_are_signed_in': '已登录', 'sign_in.as': '身份', 'sign_in.role_the_link_works_only_once': '，{role}。此链接只能用一次：请设置密码以便再次登录。',
  'sign_in.the_link_works_only_once': '。此链接只能用一次：请设置密码以便再次登录。',
  'sign_in.new_password': '新密码', 'sign_in.the_same_again': '再次输入', 'sign_in.set_the_password': '设置密码', 'sign_in.later': '以后',
  'sign_in.sign_in_bowball': '登录 · Bowball', 'sign_in.sign_in': '登录', 'sign_in.for_officials_results_and_boards_need': '供裁判使用。成绩和记分牌无需账号。',
  'sign_in.where_a_code_stands': '服务器首次启动时会显示第一个代码及其链接。',
  'sign_in.password': '密码', 'sign_in.signing_in': '正在登录……', 'sign_in.use_name_and_password': '用名称和密码', 'sign_in.use_a_sign_in_code': '用登录码',
  'sign_in.no_contact_it_does_not_know': '与服务器失去连接：服务器尚不知道您已退出。本页会继续尝试，请勿关闭。', 'sign_in.sign_in_over_tls': '通过 TLS 登录',
  'sign_in.whoever_listens_on_this_network_could': '在此网络上窃听的人可能读到此处输入的密码。裁判请在此登录：',
  'sign_in.the_browser_warns_there_until_this': '在本设备信任赛场的根证书之前，浏览器会在该处发出警告。请将其 SHA-256 与组织者所示核对：',
  'sign_in.install_it_once': '安装一次',
  'sign_in.what_a_password_must_be': '至少八个字符，且不可是容易猜到的密码，如名称、常用密码或同一字符重复。三四个互不相关的词较好。',
  'sign_in.n_characters_more': '还差字符：{n}',
  'sign_in.too_easily_guessed': '太容易猜到。',
};
