# Sentences that the scripts say on the console. Sourced; printf formats, one a name.
# shellcheck shell=bash disable=SC2034

say_installing='正在安装系统软件包：%s'
say_packages_failed='系统软件包没有装上：%s。请检查网络或软件源后再试；详情见 %s'
say_need_root='还缺系统软件包：%s。请用管理员身份运行一次：sudo apt-get install %s'
say_no_apt='这台机器没有 apt。请用系统自带的办法装好提供这些的软件：%s，然后再运行一次'
say_no_python='没有找到 Python 3.11、3.12 或 3.13（找到的是：%s）。请先安装其中一个'
say_making_venv='正在准备 Python 环境：%s'
say_venv_failed='Python 环境没有建成。详情见 %s'
say_fetching='正在下载固定版本的程序库，头一次要几分钟…'
say_fetch_failed='程序库没有下载成功。请检查网络或 pip 镜像的设置后再运行一次；详情见 %s'
say_fetching_voice='正在下载自然语音，只做这一次，约 130 MB…'
say_hand_failed='手写识别没有装上，一体机照常打开，用别的办法找人；一天后再试'
say_voice_failed='自然语音没有装上，一体机照常打开，用录音和机器朗读；一天后再试。详情见 %s'

say_run_usage='用法：bash packaging/run.sh [选项]
  --data DIR        演示村的数据放在哪里（不写：%s）
  --window WxH      窗口大小，例如 1080x1920（竖屏）、1280x800（横屏）
  --port N          县服务器用哪个端口（不写：8100 起第一个空着的）
  --no-neural-voice 不装自然语音（少下载约 130 MB，改用机器朗读）
  --check           启动成功后自己结束，用来检查安装
  --simulated-card-reader  开一个模拟的身份证读卡器，点一下就是放证
  其他选项原样交给 main.py（python main.py --help 有说明）
  环境变量 XIANGLIN_SECONDS=N：启动后 N 秒自己结束'
say_needs_value='%s 后面要写一个值'
say_seeding='正在建立演示村，只做这一次…'
say_seed_failed='演示村没有建成。详情见 %s'
say_county_failed='县服务器没有启动。详情见 %s'
say_enrol_failed='一体机没有接入县服务器，先单机运行（签到、登记照常）。详情见 %s'
say_county='县里的页面：    %s'
say_data='数据和日志：    %s'
say_picture='没有显示器，已开虚拟屏幕 %s。画面一变，这张图就更新：
                %s'
say_vnc='也可以用 VNC 看和点：本机端口 %s'
say_no_display='没有显示器，虚拟屏幕 Xvfb 也没有启动。详情见 %s'
say_opening='正在打开一体机。按 Ctrl-C 结束。'
say_kiosk_failed='一体机没有打开。详情见 %s'
say_came_up='一体机已打开，检查通过。'
